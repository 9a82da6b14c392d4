#!/usr/bin/env python3
"""Prints the coefficients of `gelu` in Sources/KernelsPortable/Kernels.swift, and their error.

    python3 Scripts/fit_gelu.py

gelu(x) = x·Φ(x) and Φ(x) = ½ + x·g(x²), where g(x²) = ½·erf(x/√2)/x is even and smooth: a polynomial in
t = 2x²/BOUND² − 1 follows it on |x| ≤ BOUND. Beyond, Φ is 0 or 1 but for 1e-7. The fit is close to minimax:
least squares, whose weights are raised again and again where the error is largest (Lawson 1961). Needs numpy.
"""
from math import erf, sqrt

import numpy as np
from numpy.polynomial import chebyshev

BOUND = 5.2
DEGREE = 13
ROUNDS = 60

vectorised_erf = np.vectorize(erf)


def fit():
    """Coefficients of 1, t, t², …"""
    nodes = 4000
    t = np.cos(np.pi * (np.arange(nodes) + 0.5) / nodes)
    x = np.maximum(np.sqrt((t + 1) / 2) * BOUND, 1e-9)
    g = 0.5 * vectorised_erf(x / sqrt(2)) / x
    # An error of g is multiplied by x in Φ and by x² in gelu; near zero Φ's is the one that matters.
    importance = np.maximum(x, 0.05) * np.maximum(x, 1.0)
    basis = chebyshev.chebvander(t, DEGREE)
    weights = np.ones(nodes)
    for _ in range(ROUNDS):
        scale = np.sqrt(weights) * importance
        series = np.linalg.lstsq(basis * scale[:, None], g * scale, rcond=None)[0]
        error = np.abs(basis @ series - g) * importance
        weights *= error / error.max() + 1e-9
        weights /= weights.max()
    return chebyshev.cheb2poly(series).astype(np.float32)


def gelu(x, coefficients):
    """As the kernels compute it: in float32, products and sums fused (rounded once)."""
    f32, f64 = np.float32, np.float64

    def fused(a, b, c):
        return (a.astype(f64) * b.astype(f64) + np.asarray(c, f64)).astype(f32)

    raised = np.maximum(x, f32(-BOUND))
    bounded = np.minimum(raised, f32(BOUND))
    t = fused(bounded, bounded * f32(2 / BOUND**2), f32(-1))
    p = np.full_like(t, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        p = fused(p, t, coefficient)
    return raised * fused(bounded, p, f32(0.5))


def main():
    coefficients = fit()
    for coefficient in coefficients[::-1]:
        print(repr(float(coefficient)))
    x = np.linspace(-8, 8, 1_600_001).astype(np.float32)
    exact = 0.5 * x.astype(np.float64) * (1 + vectorised_erf(x.astype(np.float64) / sqrt(2)))
    error = np.abs(gelu(x, coefficients) - exact)
    inside = np.abs(x) <= BOUND
    print(f"largest error: {error[inside].max():.2e} for |x| <= {BOUND}, {error.max():.2e} for |x| <= 8")


main()

#!/usr/bin/env python3
"""Fails when a binary has AVX instructions outside the functions of the kernels that are chosen at start-up.

    python3 Scripts/check_isa.py .build/release/talpa

Generic standard library code that the compiler specialised in a kernel module would carry that module's instructions, and the linker
could take that copy for the whole program, which then would not start on an older processor. Needs objdump (binutils) and
the Python standard library.
"""
import re, subprocess, sys

# Swift's mangled names begin with the length and name of their module.
ALLOWED = {"AVX-512": ("$s13KernelsAVX512",), "AVX": ("$s13KernelsAVX512", "$s11KernelsAVX2")}
HEAD = re.compile(r"^[0-9a-f]+ <(.*)>:$")
AVX = re.compile(r"\tv[a-z]")
AVX512 = re.compile(r"%zmm|%k[0-7]|\{%k|%[xy]mm(1[6-9]|2\d|3[01])")
# Not VEX for all their letter: they are as old as the 286 and the 486.
OLD = re.compile(r"\tver[rw]\b|\tvm[a-z]+\b")


def functions(binary):
    """Names and the instructions of each function."""
    process = subprocess.Popen(["objdump", "-d", "--no-show-raw-insn", binary], stdout=subprocess.PIPE, text=True)
    name, lines = None, []
    for line in process.stdout:
        head = HEAD.match(line.rstrip("\n"))
        if head:
            if name:
                yield name, lines
            name, lines = head.group(1), []
        elif name:
            lines.append(line)
    if name:
        yield name, lines
    if process.wait() != 0:
        sys.exit(f"objdump cannot read {binary}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = {"AVX-512": [], "AVX": []}
    kernels = count = 0
    for name, lines in functions(sys.argv[1]):
        count += 1
        uses = [line for line in lines if AVX.search(line) and not OLD.search(line)]
        if name.startswith(ALLOWED["AVX"]):
            kernels += bool(uses)
        if uses and not name.startswith(ALLOWED["AVX"]):
            found["AVX"].append((name, uses[0].strip()))
        if any(AVX512.search(line) for line in uses) and not name.startswith(ALLOWED["AVX-512"]):
            found["AVX-512"].append((name, next(line for line in uses if AVX512.search(line)).strip()))
    for level, names in found.items():
        for name, line in names:
            print(f"{level} outside its kernels: {name}: {line}")
    if not kernels:
        sys.exit("no kernel with AVX was found: the binary is stripped, or not for x86-64")
    print(f"{count} functions looked at; {kernels} kernels use AVX, {sum(map(len, found.values()))} functions outside them")
    sys.exit(1 if any(found.values()) else 0)


main()

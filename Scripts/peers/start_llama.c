// The leanest native rival at starting: llama.cpp called from C. Prints the start of one sentence vector.
// usage: start_llama MODEL.gguf THREADS TEXT
#include "llama.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void quiet(enum ggml_log_level l, const char *t, void *u) { (void)l; (void)t; (void)u; }

int main(int argc, char **argv) {
    const char *text = argc > 3 ? argv[3] : "";
    if (argc < 4) return 2;
    llama_log_set(quiet, 0);
    llama_backend_init();
    ggml_backend_load_all();
    struct llama_model *m = llama_model_load_from_file(argv[1], llama_model_default_params());
    if (!m) return 1;
    struct llama_context_params p = llama_context_default_params();
    p.n_ctx = p.n_batch = p.n_ubatch = 512;
    p.n_threads = p.n_threads_batch = atoi(argv[2]);
    p.embeddings = true;
    p.pooling_type = LLAMA_POOLING_TYPE_MEAN;
    struct llama_context *c = llama_init_from_model(m, p);
    llama_token ids[512];
    int n = llama_tokenize(llama_model_get_vocab(m), text, strlen(text), ids, 512, true, true);
    struct llama_batch b = llama_batch_init(n, 0, 1);
    b.n_tokens = n;
    for (int i = 0; i < n; i++) { b.token[i] = ids[i]; b.pos[i] = i; b.n_seq_id[i] = 1; b.seq_id[i][0] = 0; b.logits[i] = 1; }
    if (llama_encode(c, b)) return 1;
    const float *v = llama_get_embeddings_seq(c, 0);
    int d = llama_model_n_embd(m);
    double s = 0;
    for (int i = 0; i < d; i++) s += (double)v[i] * v[i];
    s = sqrt(s);
    printf("EMB %.5f %.5f %.5f %.5f\n", v[0] / s, v[1] / s, v[2] / s, v[3] / s);
    fflush(stdout);
    return 0;
}

/* The compiled reader under libFuzzer with address and undefined behaviour sanitizers; needs clang:

    mkdir -p .fuzz/everyday-c
    clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all fuzz/everyday.c -o .fuzz/everyday-c/run \
        $(python3-config --includes --ldflags --embed)
    .fuzz/everyday-c/run -max_len=8192 -max_total_time=600 .fuzz/everyday-c tickets/public guides/beijing/dongcheng

A text is handed over without the byte that ends Python's, and with as much room to write as it has bytes, too: every
read and write past an end is seen. */

#include "../src/guidelint/source/everyday.c"

#include <stdint.h>
#include <stdlib.h>

static bool read_with_room(const char *text, size_t size, size_t room) {
    char *out = malloc(room);
    Reader reader = {.text = {text, text + size}, .out = out, .limit = out + room, .owner = NOT_BEGUN};
    bool is_read = read_all(&reader);
    free(out);
    return is_read;
}

static void find_places(const char *text, size_t size, size_t most) {
    Place *places = malloc(most * sizeof *places);
    Reader reader = {.text = {text, text + size}, .owner = NOT_BEGUN};
    reader.places = places;
    reader.most_places = (int)most;
    reader.counted = text;
    read_all(&reader);
    free(places);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = malloc(size);
    memcpy(text, data, size);
    bool is_read = read_with_room(text, size, 4 * size + 64);
    if (read_with_room(text, size, 8 * size + 64) != is_read)
        abort(); /* four bytes for each were not enough */
    read_with_room(text, size, size);
    find_places(text, size, size / 2 + 2);
    find_places(text, size, size / 8 + 1);
    free(text);
    return 0;
}

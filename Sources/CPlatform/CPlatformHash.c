#include "CPlatformHash.h"

#include <pthread.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

/* FIPS 180-4, section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* FIPS 180-4, section 5.3.3. */
static const uint32_t initial_state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

typedef void (*many_function)(const void *const *data, const size_t *lengths, size_t count, uint8_t *digests);
typedef void (*block_function)(uint32_t state[8], const uint8_t *data, size_t blocks);

static inline uint32_t rotate(uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

static inline uint32_t big_endian(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void portable_block(uint32_t state[8], const uint8_t *data) {
  uint32_t w[64];
  for (int t = 0; t < 16; t++) w[t] = big_endian(data + 4 * t);
  for (int t = 16; t < 64; t++) {
    uint32_t small0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
    uint32_t small1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
    w[t] = w[t - 16] + small0 + w[t - 7] + small1;
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
  for (int t = 0; t < 64; t++) {
    uint32_t big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    uint32_t first = h + big1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
    uint32_t big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    uint32_t second = big0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

static void portable_blocks(uint32_t state[8], const uint8_t *data, size_t blocks) {
  for (; blocks > 0; blocks--, data += 64) portable_block(state, data);
}

/* What stands behind the whole blocks of a text: its rest, a one, and the length in bits. */
static void end_text(uint8_t tail[128], const uint8_t *rest, size_t length) {
  size_t left = length % 64, blocks = left < 56 ? 1 : 2;
  uint64_t bits = (uint64_t)length * 8;
  memset(tail, 0, 128);
  if (left > 0) memcpy(tail, rest, left);
  tail[left] = 0x80;
  for (size_t i = 0; i < 8; i++) tail[64 * blocks - 1 - i] = (uint8_t)(bits >> (8 * i));
}

static void write_digest(const uint32_t state[8], uint8_t digest[32]) {
  for (int i = 0; i < 32; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

#if defined(__x86_64__)

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

/* The instructions want the state as two vectors, ABEF and CDGH, and do two rounds each. */
struct halves {
  __m128i abef, cdgh;
};

WITH_SHA static inline struct halves halves_of(const uint32_t state[8]) {
  return (struct halves){_mm_set_epi32((int)state[0], (int)state[1], (int)state[4], (int)state[5]),
                         _mm_set_epi32((int)state[2], (int)state[3], (int)state[6], (int)state[7])};
}

WITH_SHA static inline void write_state(struct halves halves, uint32_t state[8]) {
  state[0] = (uint32_t)_mm_extract_epi32(halves.abef, 3), state[1] = (uint32_t)_mm_extract_epi32(halves.abef, 2);
  state[2] = (uint32_t)_mm_extract_epi32(halves.cdgh, 3), state[3] = (uint32_t)_mm_extract_epi32(halves.cdgh, 2);
  state[4] = (uint32_t)_mm_extract_epi32(halves.abef, 1), state[5] = (uint32_t)_mm_extract_epi32(halves.abef, 0);
  state[6] = (uint32_t)_mm_extract_epi32(halves.cdgh, 1), state[7] = (uint32_t)_mm_extract_epi32(halves.cdgh, 0);
}

WITH_SHA static inline __attribute__((always_inline)) void load_block(__m128i w[4], const uint8_t *data) {
  const __m128i swap = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) {
    w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)(data + 16 * i)), swap);
  }
}

WITH_SHA static inline __attribute__((always_inline)) void four_rounds(struct halves *halves, __m128i w[4],
                                                                       int group) {
  const __m128i *constants = (const __m128i *)(const void *)(round_constants + 4 * group);
  __m128i words = w[group & 3];
  __m128i sum = _mm_add_epi32(words, _mm_load_si128(constants));
  halves->cdgh = _mm_sha256rnds2_epu32(halves->cdgh, halves->abef, sum);
  halves->abef = _mm_sha256rnds2_epu32(halves->abef, halves->cdgh, _mm_shuffle_epi32(sum, 0x0e));
  if (group < 12) {
    /* The words of four groups later: w[t] = s1(w[t-2]) + w[t-7] + s0(w[t-15]) + w[t-16]. */
    __m128i newest = w[(group + 3) & 3];
    __m128i next = _mm_sha256msg1_epu32(words, w[(group + 1) & 3]);
    next = _mm_add_epi32(next, _mm_alignr_epi8(newest, w[(group + 2) & 3], 4));
    w[group & 3] = _mm_sha256msg2_epu32(next, newest);
  }
}

WITH_SHA static inline __attribute__((always_inline)) void add_halves(struct halves *halves, struct halves before) {
  halves->abef = _mm_add_epi32(halves->abef, before.abef);
  halves->cdgh = _mm_add_epi32(halves->cdgh, before.cdgh);
}

WITH_SHA static void blocks_of_one(struct halves *halves, const uint8_t *data, size_t blocks) {
  struct halves state = *halves;
  for (; blocks > 0; blocks--, data += 64) {
    const struct halves before = state;
    __m128i w[4];
    load_block(w, data);
#pragma clang loop unroll(full)
    for (int group = 0; group < 16; group++) four_rounds(&state, w, group);
    add_halves(&state, before);
  }
  *halves = state;
}

/* As many blocks of each of two texts. A round waits for the one before it; the other text's fill the wait. */
WITH_SHA static void blocks_of_two(struct halves *first, const uint8_t *first_data, struct halves *second,
                                   const uint8_t *second_data, size_t blocks) {
  struct halves one = *first, two = *second;
  for (; blocks > 0; blocks--, first_data += 64, second_data += 64) {
    const struct halves one_before = one, two_before = two;
    __m128i v[4], w[4];
    load_block(v, first_data), load_block(w, second_data);
#pragma clang loop unroll(full)
    for (int group = 0; group < 16; group++) four_rounds(&one, v, group), four_rounds(&two, w, group);
    add_halves(&one, one_before), add_halves(&two, two_before);
  }
  *first = one, *second = two;
}

WITH_SHA static void accelerated_blocks(uint32_t state[8], const uint8_t *data, size_t blocks) {
  struct halves halves = halves_of(state);
  blocks_of_one(&halves, data, blocks);
  write_state(halves, state);
}

/* One of two texts under way: the blocks that are whole, then those that end it. */
struct text_under_way {
  const uint8_t *next;
  size_t blocks, ending;
  uint8_t *digest;
  struct halves state;
  uint8_t tail[128];
};

WITH_SHA static void begin_text(struct text_under_way *text, const void *data, size_t length, uint8_t *digest) {
  text->next = data, text->blocks = length / 64, text->ending = length % 64 < 56 ? 1 : 2;
  text->digest = digest, text->state = halves_of(initial_state);
  end_text(text->tail, text->next + 64 * text->blocks, length);
  if (text->blocks == 0) text->next = text->tail, text->blocks = text->ending, text->ending = 0;
}

/* Whether the text is finished with these blocks; then its digest is written. */
WITH_SHA static int finish_blocks(struct text_under_way *text, size_t blocks) {
  text->next += 64 * blocks, text->blocks -= blocks;
  if (text->blocks > 0) return 0;
  if (text->ending > 0) {
    text->next = text->tail, text->blocks = text->ending, text->ending = 0;
    return 0;
  }
  uint32_t state[8];
  write_state(text->state, state);
  write_digest(state, text->digest);
  return 1;
}

/* Two texts side by side; when one is finished the next takes its place. */
WITH_SHA static void digest_in_pairs(const void *const *data, const size_t *lengths, size_t count, uint8_t *digests) {
  struct text_under_way texts[2];
  size_t taken = 0, busy = 0;
  int left = 0;
  while (busy < 2 && taken < count) {
    begin_text(&texts[busy++], data[taken], lengths[taken], digests + 32 * taken);
    taken++;
  }
  while (busy == 2) {
    size_t blocks = texts[0].blocks < texts[1].blocks ? texts[0].blocks : texts[1].blocks;
    blocks_of_two(&texts[0].state, texts[0].next, &texts[1].state, texts[1].next, blocks);
    for (int i = 1; i >= 0; i--) {
      if (!finish_blocks(&texts[i], blocks)) continue;
      if (taken < count) {
        begin_text(&texts[i], data[taken], lengths[taken], digests + 32 * taken);
        taken++;
      } else {
        busy--, left = 1 - i;
      }
    }
  }
  while (busy == 1) {
    size_t blocks = texts[left].blocks;
    blocks_of_one(&texts[left].state, texts[left].next, blocks);
    if (finish_blocks(&texts[left], blocks)) busy--;
  }
}

/* Eight independent texts at once, a lane each. */
#define LANES 8
typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));

/* One block of every lane. */
static inline __attribute__((always_inline)) void lane_block(lanes state[8],
                                                             const uint8_t *const data[LANES]) {
  union {
    uint32_t word[16][LANES];
    lanes all[16];
  } loaded;
  for (int lane = 0; lane < LANES; lane++) {
    for (int t = 0; t < 16; t++) loaded.word[t][lane] = big_endian(data[lane] + 4 * t);
  }
#define LANE_ROTATE(word, bits) ((word) >> (bits) | (word) << (32 - (bits)))
  lanes w[16];
  for (int t = 0; t < 16; t++) w[t] = loaded.all[t];
  lanes a = state[0], b = state[1], c = state[2], d = state[3];
  lanes e = state[4], f = state[5], g = state[6], h = state[7];
#pragma clang loop unroll(full)
  for (int t = 0; t < 64; t++) {
    if (t >= 16) {
      lanes early = w[(t + 1) & 15], late = w[(t + 14) & 15];
      lanes small0 = LANE_ROTATE(early, 7) ^ LANE_ROTATE(early, 18) ^ early >> 3;
      lanes small1 = LANE_ROTATE(late, 17) ^ LANE_ROTATE(late, 19) ^ late >> 10;
      w[t & 15] += small0 + w[(t + 9) & 15] + small1;
    }
    lanes big1 = LANE_ROTATE(e, 6) ^ LANE_ROTATE(e, 11) ^ LANE_ROTATE(e, 25);
    lanes first = h + big1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t & 15];
    lanes big0 = LANE_ROTATE(a, 2) ^ LANE_ROTATE(a, 13) ^ LANE_ROTATE(a, 22);
    lanes second = big0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
  }
#undef LANE_ROTATE
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

/* A text in a lane: the blocks that are whole, then one or two that end it. */
struct lane {
  const uint8_t *next;
  size_t whole, ending, number;
  uint8_t tail[128];
};

static inline __attribute__((always_inline)) void digest_in_lanes(const void *const *data,
                                                                  const size_t *lengths, size_t count,
                                                                  uint8_t *digests) {
  static const uint8_t nothing[64];
  union {
    uint32_t word[8][LANES];
    lanes all[8];
  } state;
  struct lane lane[LANES];
  size_t taken = 0, busy = 0;
  for (int i = 0; i < LANES; i++) lane[i].number = SIZE_MAX;
  do {
    for (int i = 0; i < LANES; i++) {
      if (lane[i].number != SIZE_MAX || taken == count) continue;
      size_t length = lengths[taken], rest = length % 64;
      lane[i].next = data[taken], lane[i].whole = length / 64, lane[i].ending = rest < 56 ? 1 : 2;
      end_text(lane[i].tail, lane[i].next + 64 * lane[i].whole, length);
      lane[i].number = taken++, busy++;
      for (int word = 0; word < 8; word++) state.word[word][i] = initial_state[word];
    }
    const uint8_t *blocks[LANES];
    for (int i = 0; i < LANES; i++) {
      blocks[i] = lane[i].number == SIZE_MAX ? nothing : lane[i].next;
      if (lane[i].number != SIZE_MAX && lane[i].whole == 0) blocks[i] = lane[i].tail;
    }
    lane_block(state.all, blocks);
    for (int i = 0; i < LANES; i++) {
      if (lane[i].number == SIZE_MAX) continue;
      if (lane[i].whole > 0) {
        lane[i].next += 64, lane[i].whole--;
      } else if (--lane[i].ending > 0) {
        memcpy(lane[i].tail, lane[i].tail + 64, 64);
      } else {
        uint32_t words[8];
        for (int word = 0; word < 8; word++) words[word] = state.word[word][i];
        write_digest(words, digests + 32 * lane[i].number);
        lane[i].number = SIZE_MAX, busy--;
      }
    }
  } while (busy > 0 || taken < count);
}

__attribute__((target("avx2"))) static void digest_with_avx2(const void *const *data, const size_t *lengths,
                                                             size_t count, uint8_t *digests) {
  digest_in_lanes(data, lengths, count, digests);
}

static int processor_has_sha(void) {
  unsigned int a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29)) != 0;
}

#endif

static pthread_once_t choice_once = PTHREAD_ONCE_INIT;
static block_function chosen_blocks = portable_blocks;
static many_function chosen_many = 0;

static void choose(void) {
#if defined(__x86_64__)
  if (processor_has_sha()) {
    chosen_blocks = accelerated_blocks, chosen_many = digest_in_pairs;
    return;
  }
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) chosen_many = digest_with_avx2;
#endif
}

static void digest_with(block_function blocks, const void *data, size_t length, uint8_t digest[32]) {
  uint32_t state[8];
  uint8_t tail[128];
  size_t whole = length / 64;
  memcpy(state, initial_state, sizeof state);
  blocks(state, data, whole);
  end_text(tail, (const uint8_t *)data + 64 * whole, length);
  blocks(state, tail, length % 64 < 56 ? 1 : 2);
  write_digest(state, digest);
}

void call110_sha256(const void *data, size_t length, uint8_t digest[32]) {
  pthread_once(&choice_once, choose);
  digest_with(chosen_blocks, data, length, digest);
}

void call110_sha256_portable(const void *data, size_t length, uint8_t digest[32]) {
  digest_with(portable_blocks, data, length, digest);
}

void call110_sha256_many(const void *const *data, const size_t *lengths, size_t count, uint8_t *digests) {
  pthread_once(&choice_once, choose);
  if (chosen_many && count > 1) {
    chosen_many(data, lengths, count, digests);
  } else {
    for (size_t i = 0; i < count; i++) digest_with(chosen_blocks, data[i], lengths[i], digests + 32 * i);
  }
}

void call110_sha256_lanes(const void *const *data, const size_t *lengths, size_t count, uint8_t *digests) {
  pthread_once(&choice_once, choose);
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) {
    digest_with_avx2(data, lengths, count, digests);
    return;
  }
#endif
  for (size_t i = 0; i < count; i++) digest_with(portable_blocks, data[i], lengths[i], digests + 32 * i);
}

void call110_sha256_hex(const void *data, size_t length, char hex[64]) {
  static const char digits[] = "0123456789abcdef";
  uint8_t digest[32];
  call110_sha256(data, length, digest);
  for (int i = 0; i < 32; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
}

int call110_sha256_is_accelerated(void) {
  pthread_once(&choice_once, choose);
  return chosen_blocks != portable_blocks;
}

#include "CPlatformSearch.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

/* A longer needle is left to memmem, whose time does not grow with the needle however the bytes repeat. */
enum { longest_needle = 256, step = 64 };

/* How common a byte is in journal lines: ASCII most, then the first bytes of Chinese characters, then the others. */
static int commonness(unsigned char byte) { return byte < 0x80 ? 2 : byte >= 0xc0 ? 1 : 0; }

/* The two places in the needle that are compared first: of the rarest bytes, the first and the last. */
static void choose_places(const unsigned char *needle, size_t length, size_t *first, size_t *last) {
  int rarest = 2;
  for (size_t i = 0; i < length; i++)
    if (commonness(needle[i]) < rarest) rarest = commonness(needle[i]);
  *first = *last = length;
  for (size_t i = 0; i < length; i++) {
    if (commonness(needle[i]) != rarest) continue;
    if (*first == length) *first = i;
    *last = i;
  }
}

/* One bit a position: whether both chosen bytes stand where they would if the needle began there. */
__attribute__((target("avx2"))) static inline unsigned candidates(const unsigned char *first,
                                                                   const unsigned char *last, __m256i first_byte,
                                                                   __m256i last_byte) {
  __m256i one = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)first), first_byte);
  __m256i other = _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)last), last_byte);
  return (unsigned)_mm256_movemask_epi8(_mm256_and_si256(one, other));
}

__attribute__((target("avx2"))) static const void *find_by_pairs(const unsigned char *bytes, size_t length,
                                                                 const unsigned char *needle,
                                                                 size_t needle_length) {
  size_t first, last, place = 0;
  choose_places(needle, needle_length, &first, &last);
  const __m256i first_byte = _mm256_set1_epi8((char)needle[first]), last_byte = _mm256_set1_epi8((char)needle[last]);
  for (; place + step + needle_length <= length; place += step) {
    const unsigned char *here = bytes + place;
    unsigned long long found = candidates(here + first, here + last, first_byte, last_byte) |
                               (unsigned long long)candidates(here + 32 + first, here + 32 + last, first_byte, last_byte)
                                   << 32;
    for (; found != 0; found &= found - 1) {
      const unsigned char *candidate = here + __builtin_ctzll(found);
      if (memcmp(candidate, needle, needle_length) == 0) return candidate;
    }
  }
  return memmem(bytes + place, length - place, needle, needle_length);
}

int call110_find_is_accelerated(void) { return __builtin_cpu_supports("avx2") != 0; }

const void *call110_find(const void *bytes, size_t length, const void *needle, size_t needle_length) {
  if (needle_length == 0 || needle_length > longest_needle || !call110_find_is_accelerated())
    return memmem(bytes, length, needle, needle_length);
  return find_by_pairs(bytes, length, needle, needle_length);
}

#else

int call110_find_is_accelerated(void) { return 0; }

const void *call110_find(const void *bytes, size_t length, const void *needle, size_t needle_length) {
  return memmem(bytes, length, needle, needle_length);
}

#endif

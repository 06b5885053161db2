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

/* What ends a plain run of a text: a quotation mark, a backslash, or a control character. */
__attribute__((target("avx2"))) static inline __m256i text_marks(__m256i bytes) {
  __m256i quotes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
  __m256i backslashes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
  __m256i controls = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1f)), bytes);
  return _mm256_or_si256(_mm256_or_si256(quotes, backslashes), controls);
}

/* Bytes after which not every continuation byte may stand, those of characters of four bytes among them, and bytes
   that are in no character. */
__attribute__((target("avx2"))) static inline __m256i doubtful_bytes(__m256i bytes) {
  __m256i overlong = _mm256_cmpeq_epi8(_mm256_and_si256(bytes, _mm256_set1_epi8((char)0xfe)), _mm256_set1_epi8((char)0xc0));
  __m256i high = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, _mm256_set1_epi8((char)0xf0)), bytes);
  __m256i lowest = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)0xe0));
  __m256i surrogates = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)0xed));
  return _mm256_or_si256(_mm256_or_si256(overlong, high), _mm256_or_si256(lowest, surrogates));
}

/* One bit a byte below. A place is well-formed when a continuation byte stands there exactly if one is due: behind any
   lead byte, and one place further behind those of three bytes. */
__attribute__((target("avx2"))) static const void *end_of_plain_text(const unsigned char *bytes, size_t length) {
  unsigned long long due = 0;
  for (size_t place = 0; place < length; place += 32) {
    /* The last bytes are read together with some before them, which are shifted out. */
    size_t again = length - place < 32 ? 32 - (length - place) : 0;
    __m256i here = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + place - again));
    unsigned marks = (unsigned)_mm256_movemask_epi8(text_marks(here)) >> again;
    unsigned high = (unsigned)_mm256_movemask_epi8(here) >> again;
    if (high != 0 || due != 0) {
      __m256i least_lead = _mm256_set1_epi8((char)0xc0), least_long = _mm256_set1_epi8((char)0xdf);
      unsigned behind = (unsigned)_mm256_movemask_epi8(_mm256_cmpgt_epi8(least_lead, here)) >> again;
      unsigned threes = (unsigned)_mm256_movemask_epi8(_mm256_cmpgt_epi8(here, least_long)) >> again & high;
      unsigned doubtful = (unsigned)_mm256_movemask_epi8(doubtful_bytes(here)) >> again;
      due |= (unsigned long long)(high & ~behind) << 1 | (unsigned long long)threes << 2;
      /* Up to the first mark, and there, where nothing may be due. */
      unsigned until = marks ^ (marks - 1);
      if (((((unsigned)due ^ behind) | doubtful) & until) != 0) return NULL;
      due >>= 32;
    }
    if (marks != 0) return bytes + place + __builtin_ctz(marks);
  }
  return NULL;
}

const void *call110_plain_text_end(const void *bytes, size_t length) {
  return length >= 32 && call110_find_is_accelerated() ? end_of_plain_text(bytes, length) : NULL;
}

int call110_find_is_accelerated(void) { return __builtin_cpu_supports("avx2") != 0; }

const void *call110_find(const void *bytes, size_t length, const void *needle, size_t needle_length) {
  if (needle_length == 0 || needle_length > longest_needle || !call110_find_is_accelerated())
    return memmem(bytes, length, needle, needle_length);
  return find_by_pairs(bytes, length, needle, needle_length);
}

#else

const void *call110_plain_text_end(const void *bytes, size_t length) {
  (void)bytes, (void)length;
  return NULL;
}

int call110_find_is_accelerated(void) { return 0; }

const void *call110_find(const void *bytes, size_t length, const void *needle, size_t needle_length) {
  return memmem(bytes, length, needle, needle_length);
}

#endif

/* SHA-256 (FIPS 180-4). Uses the processor's SHA instructions where it has them. */
#ifndef CALL110_CPLATFORM_HASH_H
#define CALL110_CPLATFORM_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Writes the 32 bytes of the SHA-256 of length bytes at data. Thread safe, allocates nothing. */
void call110_sha256(const void *data, size_t length, uint8_t digest[32]);

/* The same in plain C, whatever the processor can do: the oracle of the tests and the fallback. */
void call110_sha256_portable(const void *data, size_t length, uint8_t digest[32]);

/* The same of count texts at once, 32 bytes each: 1.7 to 1.85 times as fast where the processor has SHA instructions
   (measured with lines of 340 and 860 bytes), several times where it has only wide vectors. */
void call110_sha256_many(const void *const *data, const size_t *lengths, size_t count, uint8_t *digests);

/* The same in vectors even where the processor has SHA instructions: for the tests. */
void call110_sha256_lanes(const void *const *data, const size_t *lengths, size_t count, uint8_t *digests);

/* The SHA-256 as 64 lower-hexadecimal characters, without a final zero. */
void call110_sha256_hex(const void *data, size_t length, char hex[64]);

/* 1 when call110_sha256 uses SHA instructions, else 0. */
int call110_sha256_is_accelerated(void);

#endif

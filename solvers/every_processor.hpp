// SPDX-License-Identifier: Apache-2.0
#pragma once

// For the few inner loops that the vectors of newer processors carry: compiled for what processors
// can do and chosen when the program starts. Results differ in the last bits between kinds of
// processor, as those of the mathematical library do, never between threads.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define YUQIAN_FOR_EVERY_PROCESSOR __attribute__((target_clones("fma", "default")))
#define YUQIAN_PART_OF_IT __attribute__((always_inline)) inline
#else
#define YUQIAN_FOR_EVERY_PROCESSOR
#define YUQIAN_PART_OF_IT inline
#endif

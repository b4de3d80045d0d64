// SPDX-License-Identifier: Apache-2.0
// The TOML library, compiled with its user. As Debian builds it, it reads every number through a
// stream of its own, half of the time of a large file; so compiled it uses std::from_chars, which
// the library does not trust GCC to have for doubles and GCC has since version 11.
#pragma once

#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_FLOAT_CHARCONV 1

#include <toml++/toml.h>

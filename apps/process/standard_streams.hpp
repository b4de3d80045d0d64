// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace yuqian::apps {

/// Opens whichever of the descriptors 0 to 2 is closed, before any file can get its number and take
/// what is meant for a terminal. What is written to one that was closed fails, as it should.
void hold_standard_descriptors();

/// Flushes standard output. Says why something that was written to it is lost; empty: all is well.
std::string standard_output_fault();

}  // namespace yuqian::apps

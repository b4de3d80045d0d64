// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace yuqian::data {

/// While it lives, files that this thread reads are noted in logs of this thread alone (ReadLog),
/// for programs whose threads ask for different things at once. Reads of threads without one are
/// noted in every log: they work for somebody.
class ReadApart {
 public:
  ReadApart();
  ~ReadApart();
  ReadApart(const ReadApart&) = delete;
  ReadApart& operator=(const ReadApart&) = delete;
};

}  // namespace yuqian::data

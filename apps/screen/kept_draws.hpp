// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <yuqian/apps/results/range_journal.hpp>
#include <yuqian/apps/results/results.hpp>
#include "apps/screen/screen.hpp"

namespace yuqian::apps {

/// Draws that are solved are kept beside the result file until that is written.
class KeptDraws {
 public:
  KeptDraws(const Screen& screen, std::string out) : screen_(screen), out_(std::move(out)) {}

  /// `results` and `log`: everything that is solved and was read for it. Says how much an earlier
  /// run has left.
  RangeJournal* open(const Results&, const data::ReadLog&, const std::string& uncertain,
                     const uncertainty::Design&, std::size_t questions, std::size_t figures);
  /// The draws were stopped: where they are kept.
  void tell();
  /// The result is written.
  void remove();

 private:
  const Screen& screen_;
  std::string out_;
  std::optional<RangeJournal> journal_;
};

}  // namespace yuqian::apps

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <yuqian/model/regional/solution/solution.hpp>

namespace yuqian::model {

/// What is thought of a result that solved: unlike a standing check it is not an identity, so a
/// warning is something to read and not a failure.
enum class Verdict { passed, warning, not_applicable };

/// "passed", "warning", "not_applicable".
const char* word(Verdict);

struct Judgement {
  std::string name;  ///< "plausible", "first_order"
  Verdict verdict = Verdict::passed;
  std::vector<LocalText> reasons;  ///< of a warning, or why it is not applicable
};

/// Sizes of a scenario's shocks that are hardly meant, each with the likely meaning in words and
/// its place in the file: a factor of 90, a rate of 1000 %, a cap above what is emitted. Known
/// before anything is solved.
std::vector<LocalText> implausible(const Scenario&, const Benchmark&);

/// All judgements of a solution; where it was not solved only what is known without.
std::vector<Judgement> judge(const Solution&);

}  // namespace yuqian::model

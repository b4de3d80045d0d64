// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/ranges/drawn.hpp>
#include <yuqian/model/regional/solution/solution.hpp>

#include <functional>
#include <map>
#include <span>

namespace yuqian::model {

/// A scenario under the closure that it is asked with.
struct RangeQuestion {
  const Scenario* scenario = nullptr;
  const Closure* closure = nullptr;
};

/// The figures of one solution.
using FigureReader = std::function<std::vector<double>(Equilibrium&, const Solution&)>;
/// The draws of one question on one node: by draw, then by figure.
using NodeFigures = std::vector<std::vector<double>>;

/// What the draws of a range need of the world around them. The functions are called from several
/// threads at once.
struct RangeInputs {
  const Drawn* drawn = nullptr;
  std::vector<RangeQuestion> questions;
  std::function<std::shared_ptr<const Benchmark>(std::size_t node)> benchmark;
  /// What reads the figures of a draw, as many for every draw of a question, and of all draws that
  /// share its reference.
  std::function<FigureReader(Equilibrium&, const Solution&)> reader;
  /// What an earlier run found; null where it has to be solved. May be left out, as `found`.
  std::function<const NodeFigures*(std::size_t node, std::size_t question)> known;
  /// Told of every node all of whose draws were solved.
  std::function<void(std::size_t node, std::size_t question, const NodeFigures&)> found;
  std::function<bool()> interrupted;          ///< asked often; true: everybody stops
  std::function<void(double done)> progress;  ///< 0 to 1, from the thread that called
  int jobs = 1;
};

/// The draws of one question.
struct RangeDraws {
  std::vector<std::vector<double>> figures;  ///< by figure, then by draw; not a number where failed
  std::map<std::string, int> failures;       ///< how many draws failed, by why
  int failed() const;
};

/// Solves every question at every draw: a benchmark and a model per node, the draws of a node by
/// Newton steps from where the node's centre and its derivatives expect them (eq. 351). Nodes go to
/// whoever is free, and every draw begins at its node's centre: the same bits on any number of
/// threads. Draws without an equilibrium and nodes without a benchmark are counted, not thrown.
std::vector<RangeDraws> run_ranges(const RangeInputs&);

}  // namespace yuqian::model

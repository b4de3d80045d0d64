// SPDX-License-Identifier: Apache-2.0
// Is a point at which all equations hold an equilibrium of an economy? (eq. 121 to 123)
#pragma once

#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/kernel/local_text.hpp>
#include <yuqian/solvers/report.hpp>

#include <array>
#include <functional>
#include <optional>

namespace yuqian::model {

/// Why a point is not an equilibrium although every equation holds there.
struct Objection {
  enum class Kind {
    out_of_domain,  ///< a coefficient or a parameter that adjusts has left its domain
    overspent,      ///< a buyer has less than nothing to spend (eq. 121)
    runaway,        ///< prices beyond any scale, or a market that has vanished (eq. 122)
    unbalanced,     ///< the equation that Walras' law implies does not hold (eq. 123)
    other_branch,   ///< not connected to the benchmark by regular equilibria (eq. 124)
  };
  Kind kind = Kind::overspent;
  std::string name;   ///< of the buyer, the price, the parameter; empty: of none in particular
  double amount = 0;  ///< what the buyer lacks, the price, the value; 0 where there is none
  LocalText sentence;
};

/// One word for each kind, in the order of the kinds: what statuses in files and JSON say.
inline constexpr std::array<std::string_view, 5> objection_words{
    "out_of_domain", "overspent", "runaway", "unbalanced", "other_branch"};
std::string_view word(Objection::Kind);

/// Whether a solution was held to be on the benchmark's branch (eq. 124), and how.
enum class BranchCheck {
  not_applicable,  ///< no closure or case of a kind that branches, or one that states its start
  not_made,        ///< too large, or nothing to compare with
  end_only,        ///< the sign at the end, which does not see an even number of singular points
  along_path,      ///< the signs along the path, too
};
/// "not_applicable", "not_made", "end_only", "along_path".
inline constexpr std::array<std::string_view, 4> branch_words{"not_applicable", "not_made",
                                                              "end_only", "along_path"};
std::string_view word(BranchCheck);
LocalText text(BranchCheck);  ///< a sentence

/// Largest price or activity level, over its start, at which an equilibrium is believed. Beyond it,
/// and where a market's two sides are both below `smallest_market` of its reference size although
/// somebody who is active trades in it, the row holds at any price.
inline constexpr double largest_level = 1e12, smallest_market = 1e-10;

struct ValidityOptions {
  double walras = 1e-7;  ///< largest gap of the implied market, relative to its volume
};

/// The objection to the point x of a problem; none: an equilibrium. Where levels have no bound, no
/// other objection is looked for: what buyers lack would mean nothing. Branches need more than the
/// point, see branch_objection. `x` solves the problem at its present parameters.
std::optional<Objection> objection(Equilibrium&, solvers::In x, const ValidityOptions& = {});

/// Why a path from the benchmark ends: the objection to its last point x, at `reached`, found by
/// `test`; or the buyer whose money runs out within the next thousandth of the path; none: another
/// reason. The problem is moved to the end of the path, t = 1, on return.
std::optional<Objection> path_end_objection(
    Equilibrium&, solvers::In x, double reached,
    const std::function<std::optional<Objection>(Equilibrium&, solvers::In)>& test);

/// What buyers lack at a point, the largest relative to their incomes; 0 where nobody lacks.
double overspending(const Model&, const Point&);

/// An objection where the orientations of two solutions (solvers/orientation.hpp) differ.
std::optional<Objection> branch_objection(int benchmark, int found);

/// Objections that a path of small steps from the benchmark may lead around.
bool follows_path(Objection::Kind);

/// Adds how far the change could be followed, from 0 to 1.
void add_reach(Objection&, double reached);

/// Makes "solved" what the objection says: status `rejected` with the word and the sentence.
void reject(solvers::SolveReport&, const Objection&);

}  // namespace yuqian::model

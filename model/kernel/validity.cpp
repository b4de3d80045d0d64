// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/validity.hpp>

#include <yuqian/model/kernel/coefficient_domain.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/newton.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

/// What a buyer lacks counts from this part of its income on: incomes are solved to 1e-9.
constexpr double money_tolerance = 1e-7;
/// Where Walras' law fails, levels as far out as these are the reason.
constexpr double suspect_level = 1e6, suspect_market = 1e-6;
/// An activity below this part of its start is idle: what it would trade says nothing.
constexpr double idle = 1e-9;
constexpr std::size_t most_names = 5;

std::string join(const std::vector<std::string>& names, const char* comma) {
  std::string text;
  for (std::size_t k = 0; k < names.size() && k < most_names; ++k)
    text += (k ? comma : "") + names[k];
  return names.size() > most_names ? text + comma + "..." : text;
}

/// Of what was reached, never rounded up to what was not.
double percent(double reached) { return std::floor(1e4 * reached) / 100; }

/// What a consumer has left over transfers and committed purchases, and what it lacks (eq. 121).
struct Budget {
  double income = 0, left = 0, committed = 0, lacks = 0;
  double scale = 1;  ///< what the lack is measured by
  bool fails() const { return lacks > money_tolerance * scale; }
};

Budget budget(const Model& m, const Point& p, int consumer) {
  Budget out;
  out.income = out.left = p.level[at(consumer)];
  if (const int b = m.block_of(consumer); b >= 0) {
    const int root = m.kernel().trees[at(m.blocks()[at(b)].inputs)].nest_begin;
    out.left = p.multiplier[at(b)] * p.kernel.cost[at(root)];
    out.committed = p.keep[at(b)] * out.income - out.left;
  }
  out.lacks = -std::min(out.left, out.income);
  out.scale = std::max({std::abs(out.income), out.committed, m.unknown(consumer).scale});
  return out;
}

std::optional<Objection> overspent(const Model& m, const Point& p) {
  for (int i = m.offsets().consumer; i < m.offsets().auxiliary; ++i) {
    if (m.unknown(i).may_owe) continue;
    const Budget found = budget(m, p, i);
    if (!found.fails()) continue;
    const auto [income, left, committed, lacks, scale] = found;
    const std::string& name = m.name(i);
    Objection o{Objection::Kind::overspent, name, lacks, {}};
    if (left < income && committed > 0)
      o.sentence = {
          fmt::format("“{}”缺{:.6g}：收入{:.6g}，转移支付后不足以支付必需消费{:.6g}，"
                      "只能购买负的数量。",
                      name, lacks, income, committed),
          fmt::format("\"{}\" lacks {:.6g}: of its income of {:.6g}, what transfers leave does not "
                      "pay for committed purchases of {:.6g}, and it would have to buy less than "
                      "nothing.",
                      name, lacks, income, committed)};
    else if (left < income)
      o.sentence = {fmt::format("“{}”缺{:.6g}：转出的超过其收入{:.6g}，只能购买负的数量。", name,
                                lacks, income),
                    fmt::format("\"{}\" lacks {:.6g}: it gives away more than its income of {:.6g} "
                                "and would have to buy less than nothing.",
                                name, lacks, income)};
    else
      o.sentence = {
          fmt::format("“{}”缺{:.6g}：其收入为负（{:.6g}），只能购买或转出负的数量。", name, lacks,
                      income),
          fmt::format("\"{}\" lacks {:.6g}: its income is negative ({:.6g}), and it would have to "
                      "buy or give less than nothing.",
                      name, lacks, income)};
    return o;
  }
  return std::nullopt;
}

/// The buyer who has nothing left a thousandth of the path further on, along its tangent.
std::optional<Objection> runs_out(Equilibrium& problem, solvers::In x, double reached) {
  constexpr double ahead = 1e-3;
  std::vector<double> rate(x.size()), tangent(x.size()), next(x.begin(), x.end());
  solvers::Newton newton;
  if (problem.path_derivative(x, rate) != solvers::Evaluation::ok ||
      newton.tangent(problem, x, rate, tangent) != solvers::LinearStatus::ok)
    return std::nullopt;
  for (std::size_t i = 0; i < next.size(); ++i)
    next[i] = std::clamp(x[i] + ahead * tangent[i], problem.lower()[i], problem.upper()[i]);
  problem.move_to(reached + ahead);
  if (problem.residual(next, rate) != solvers::Evaluation::ok) return std::nullopt;
  std::optional<Objection> found = overspent(problem.model(), problem.evaluate(next));
  if (!found) return found;
  found->amount = 0;
  found->sentence = {fmt::format("“{}”可支配的收入耗尽。", found->name),
                     fmt::format("\"{}\" has nothing left to spend.", found->name)};
  return found;
}

/// Markets in which some block that is active, or an owner, could trade.
std::vector<char> markets_in_use(const Model& m, const Point& p) {
  std::vector<char> used(at(m.size()));
  for (int b = 0; b < static_cast<int>(m.blocks().size()); ++b) {
    const BlockData& block = m.blocks()[at(b)];
    if (!(std::abs(p.level[at(block.level)]) > idle * m.unknown(block.level).scale)) continue;
    for (int i = block.leaf_begin; i < block.leaf_end; ++i)
      if (p.kernel.base[at(i)] > 0) used[at(m.kernel().leaves[at(i)].price)] = 1;
  }
  return used;
}

/// (122) Prices out of any scale and markets that have vanished.
std::optional<Objection> runaway(const Model& m, const Point& p, double level, double market) {
  std::vector<std::pair<double, int>> high;
  const UnknownOffsets& o = m.offsets();
  for (int i = 0; i < o.consumer; ++i) {
    const double over = p.level[at(i)] / m.unknown(i).scale;
    if (!(over <= level)) high.emplace_back(over, i);
  }
  std::vector<std::string> gone;
  const std::vector<char> used = markets_in_use(m, p);
  for (int i = o.commodity; i < o.consumer; ++i) {
    const double volume = std::max(p.gain[at(i)], p.loss[at(i)]) * m.row_scale()[at(i)];
    if (used[at(i)] && volume < market) gone.push_back(m.name(i));
  }
  if (high.empty() && gone.empty()) return std::nullopt;
  std::sort(high.rbegin(), high.rend());
  std::vector<std::string> names;
  for (const auto& [over, i] : high)
    names.push_back(fmt::format("{} ({:.3g})", m.name(i), p.level[at(i)]));
  Objection found{Objection::Kind::runaway,
                  high.empty() ? gone.front() : m.name(high[0].second),
                  high.empty() ? 0 : p.level[at(high[0].second)],
                  {}};
  found.sentence = {"没有找到均衡：", "No equilibrium was found: "};
  if (!names.empty()) {
    found.sentence.zh += fmt::format("超过起始值{:g}倍的有{}", level, join(names, "、"));
    found.sentence.en +=
        fmt::format("more than {:g} times their start are {}", level, join(names, ", "));
  }
  if (!gone.empty()) {
    found.sentence.zh += fmt::format("{}供求均低于基准规模的{:g}倍、价格无从确定的市场有{}",
                                     names.empty() ? "" : "；", market, join(gone, "、"));
    found.sentence.en += fmt::format(
        "{}supply and demand are both below {:g} of their reference, so that any price clears, on "
        "{}",
        names.empty() ? "" : "; ", market, join(gone, ", "));
  }
  found.sentence.zh += "。";
  found.sentence.en += ".";
  return found;
}

/// (123) The numeraire's market, which all other equations imply.
std::optional<Objection> unbalanced(const Model& m, const Point& p, double tolerance) {
  const int n = m.numeraire();
  if (n < 0) return std::nullopt;
  const double gap = (p.gain[at(n)] - p.loss[at(n)]) * m.row_scale()[at(n)];
  if (std::abs(gap) <= tolerance) return std::nullopt;
  if (auto found = runaway(m, p, suspect_level, suspect_market)) return found;
  return Objection{
      Objection::Kind::unbalanced,
      m.name(n),
      gap,
      {fmt::format("瓦尔拉斯定律不成立：计价物“{}”市场的超额供给为其规模的{:.3g}（容差{:.0e}），"
                   "有收入或支出没有入账。",
                   m.name(n), gap, tolerance),
       fmt::format("Walras' law fails: the excess supply of the numeraire \"{}\" is {:.3g} of its "
                   "volume (tolerance {:.0e}); some income or outlay is not accounted for.",
                   m.name(n), gap, tolerance)}};
}

}  // namespace

double overspending(const Model& m, const Point& p) {
  double most = 0;
  for (int i = m.offsets().consumer; i < m.offsets().auxiliary; ++i)
    if (const Budget b = budget(m, p, i); !m.unknown(i).may_owe && b.lacks > 0)
      most = std::max(most, b.lacks / b.scale);
  return most;
}

std::optional<Objection> branch_objection(int benchmark, int found) {
  if (benchmark * found >= 0) return std::nullopt;
  return Objection{
      Objection::Kind::other_branch,
      "",
      0,
      {"找到的均衡与基准之间没有由正则均衡构成的路径：方程组雅可比行列式的符号与基准相反，"
       "途中经过一个均衡不再确定的点。",
       "The equilibrium found is not connected to the benchmark by regular equilibria: the "
       "determinant of the equations' Jacobian has the opposite sign there, so that on the way "
       "lies a point at which the equilibrium is not determined."}};
}

std::string_view word(Objection::Kind kind) {
  return objection_words[static_cast<std::size_t>(kind)];
}

std::string_view word(BranchCheck check) { return branch_words[static_cast<std::size_t>(check)]; }

LocalText text(BranchCheck check) {
  switch (check) {
    case BranchCheck::not_applicable:
      return {"此处不涉及均衡分支。", "No branch is to be told from another here."};
    case BranchCheck::not_made:
      return {"未检验所得均衡是否与基准同属一个分支。",
              "Whether the equilibrium is on the benchmark's branch was not checked."};
    case BranchCheck::end_only:
      return {"均衡分支只检验了终点处的符号，路径上偶数个奇异点不会被发现。",
              "Of the branch only the sign at the end was checked: an even number of singular "
              "points on the way would not be seen."};
    case BranchCheck::along_path:
      return {"已沿路径检验均衡分支。", "The branch was checked along the path."};
  }
  return {};
}

std::optional<Objection> objection(Equilibrium& problem, solvers::In x,
                                   const ValidityOptions& options) {
  const Model& m = problem.model();
  const Point& p = problem.evaluate(x);
  if (const auto bad = bad_endogenous_coefficient(m, p.slots))
    return Objection{Objection::Kind::out_of_domain,
                     bad->what,
                     bad->value,
                     {fmt::format("系数超出其取值范围：{}。", bad->sentence()),
                      fmt::format("A coefficient has left its domain: {}.", bad->sentence())}};
  if (auto found = runaway(m, p, largest_level, smallest_market)) return found;
  if (auto found = unbalanced(m, p, options.walras)) return found;
  return overspent(m, p);
}

bool follows_path(Objection::Kind kind) {
  return kind == Objection::Kind::runaway || kind == Objection::Kind::other_branch;
}

std::optional<Objection> path_end_objection(
    Equilibrium& problem, solvers::In x, double reached,
    const std::function<std::optional<Objection>(Equilibrium&, solvers::In)>& test) {
  problem.move_to(reached);
  std::optional<Objection> found = test(problem, x);
  // Markets vanish where their buyer's purse does; where levels have no bound purses mean nothing.
  if (!found || (found->kind == Objection::Kind::runaway && found->amount == 0)) {
    std::optional<Objection> purse = overspent(problem.model(), problem.evaluate(x));
    if (!purse) purse = runs_out(problem, x, reached);
    if (purse) found = std::move(purse);
  }
  problem.move_to(1);
  if (!found) return found;
  found->sentence = {fmt::format("变动可追踪至{:g} %，其后无法继续；在该处，{}", percent(reached),
                                 found->sentence.zh),
                     fmt::format("At {:g} % of the change, beyond which it could not be followed: "
                                 "{}",
                                 percent(reached), found->sentence.en)};
  return found;
}

void add_reach(Objection& o, double reached) {
  o.sentence.zh += fmt::format("变动可追踪至{:g} %，其后无法继续。", percent(reached));
  o.sentence.en +=
      fmt::format(" The change could be followed to {:g} % and no further.", percent(reached));
}

void reject(solvers::SolveReport& report, const Objection& o) {
  report.status = solvers::Status::rejected;
  report.ground = word(o.kind);
  report.detail = o.sentence;
}

}  // namespace yuqian::model

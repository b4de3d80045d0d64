// SPDX-License-Identifier: Apache-2.0
// Unknowns, blocks, incomes, equations, and the layout of the Jacobian.
#include <yuqian/model/kernel/detail/compiler.hpp>
#include <yuqian/model/kernel/families.hpp>
#include <yuqian/model/kernel/jacobian_emit.hpp>
#include <yuqian/model/kernel/pattern.hpp>
#include <yuqian/model/kernel/slot_column.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace yuqian::model {
namespace {

/// A model of so many leaves gives back to the system what its building leaves free: half a
/// gigabyte that nothing asks for again. With smaller ones asking again would cost more than it
/// saves.
constexpr std::size_t large = 1'000'000;

/// Consecutive blocks that have about as many leaves together, for threads to share.
std::vector<JacobianParts::Part> stretches_of_blocks(const Model& m) {
  constexpr std::size_t most = 32, least_leaves = 256;
  const std::size_t leaves = m.kernel().leaves.size();
  const std::size_t count = std::clamp<std::size_t>(leaves / least_leaves, 1, most);
  std::vector<JacobianParts::Part> parts;
  const auto blocks = static_cast<int>(m.blocks().size());
  for (int b = 0; b < blocks; ++b) {
    const bool next =
        parts.empty() || at(m.blocks()[at(b)].leaf_begin) * count >= leaves * parts.size();
    if (next) parts.push_back({b, b, 0});
    parts.back().end = b + 1;
  }
  return parts;
}

void return_memory([[maybe_unused]] const KernelData& kernel) {
#ifdef __GLIBC__
  if (kernel.leaves.size() >= large) malloc_trim(0);
#endif
}

}  // namespace

std::shared_ptr<const Model> Builder::build() const& { return Compiler(*this).run(); }
std::shared_ptr<const Model> Builder::build() && { return Compiler(*this, this).run(); }

std::shared_ptr<const Model> Compiler::run() {
  declare();
  for (std::size_t k = 0; k < b_.productions_.size(); ++k) {
    add_production(*b_.productions_[k]);
    if (spent_) spent_->productions_[k].reset();
  }
  if (spent_) return_memory(model_->kernel_);
  for (const auto& d : b_.demands_) add_demand(*d);
  for (int a = 0; a < static_cast<int>(b_.activities_.size()); ++a)
    if (model_->block_of(ActivityId{a}) < 0)
      throw ModelError(
          fmt::format("activity \"{}\" has no technology: give it a production block, or "
                      "leave it out",
                      b_.activities_[at(a)].name));
  add_incomes();
  add_equations();
  scale_rows();
  index_slots();
  lay_out();
  if (spent_) return_memory(model_->kernel_);
  return model_;
}

void Compiler::declare() {
  Model& m = *model_;
  UnknownOffsets& o = m.offsets_;
  o.activity = 0;
  o.commodity = static_cast<int>(b_.activities_.size());
  o.consumer = o.commodity + static_cast<int>(b_.commodities_.size());
  o.auxiliary = o.consumer + static_cast<int>(b_.consumers_.size());
  o.size = o.auxiliary + static_cast<int>(b_.auxiliaries_.size());
  for (const auto* list : {&b_.activities_, &b_.commodities_, &b_.consumers_, &b_.auxiliaries_})
    m.unknowns_.insert(m.unknowns_.end(), list->begin(), list->end());
  std::unordered_set<std::string_view> seen(m.unknowns_.size() + b_.parameter_names_.size());
  for (const Declaration& d : m.unknowns_)
    if (!seen.insert(d.name).second)
      throw ModelError(fmt::format("\"{}\" is declared twice", d.name));
  for (const auto& [parameter, name] : b_.parameter_names_)
    if (!seen.insert(name).second) throw ModelError(fmt::format("\"{}\" is declared twice", name));
  m.parameters_ = b_.parameters_;
  if (spent_)
    m.parameter_names_ = std::move(spent_->parameter_names_);
  else
    m.parameter_names_ = b_.parameter_names_;
  slot_of_parameter_.assign(m.parameters_.size(), -1);
  m.block_of_level_.assign(at(o.size), -1);
  if (b_.numeraire_.valid()) {
    m.numeraire_ = o(b_.numeraire_);
    Declaration& d = m.unknowns_[at(m.numeraire_)];
    d.lower = d.upper = d.start;
  }
  for (const Declaration& d : m.unknowns_) {
    m.start_.push_back(d.start / d.scale);
    m.lower_.push_back(d.lower / d.scale);
    m.upper_.push_back(d.upper / d.scale);
    m.partition_.push_back(d.region);
  }
}

void Compiler::finish_block(BlockData block) {
  KernelData& k = model_->kernel_;
  block.tax_begin = k.leaves[at(block.leaf_begin)].tax_begin;
  block.tax_end = static_cast<int>(k.taxes.size());
  for (int t = block.tax_begin; t < block.tax_end; ++t)
    block.tax_agents.push_back(k.taxes[at(t)].consumer);
  std::sort(block.tax_agents.begin(), block.tax_agents.end());
  block.tax_agents.erase(std::unique(block.tax_agents.begin(), block.tax_agents.end()),
                         block.tax_agents.end());
  int& place = model_->block_of_level_[at(block.level)];
  if (place >= 0) throw ModelError(fmt::format("\"{}\" has two blocks", model_->name(block.level)));
  place = static_cast<int>(model_->blocks_.size());
  model_->blocks_.push_back(std::move(block));
}

void Compiler::add_production(const ProductionSpec& spec) {
  const std::string& name = b_.activities_[at(spec.activity.value)].name;
  if (spec.inputs.netputs.empty() || spec.outputs.netputs.empty())
    throw ModelError(fmt::format("sector \"{}\" has no {}", name,
                                 spec.inputs.netputs.empty() ? "inputs" : "outputs"));
  BlockData block;
  block.kind = BlockKind::production;
  block.level = model_->offsets_(spec.activity);
  const int index = static_cast<int>(model_->blocks_.size());
  block.leaf_begin = static_cast<int>(model_->kernel_.leaves.size());
  block.inputs = add_tree(spec.inputs, -1, index);
  block.outputs = add_tree(spec.outputs, +1, index);
  block.leaf_end = static_cast<int>(model_->kernel_.leaves.size());
  finish_block(std::move(block));
}

void Compiler::add_demand(const DemandSpec& spec) {
  if (spec.spending.netputs.empty())
    throw ModelError(fmt::format("consumer \"{}\" spends on nothing",
                                 b_.consumers_[at(spec.consumer.value)].name));
  BlockData block;
  block.kind = BlockKind::demand;
  block.level = model_->offsets_(spec.consumer);
  const int index = static_cast<int>(model_->blocks_.size());
  block.leaf_begin = static_cast<int>(model_->kernel_.leaves.size());
  block.inputs = add_tree(spec.spending, -1, index);
  block.leaf_end = static_cast<int>(model_->kernel_.leaves.size());
  finish_block(std::move(block));
}

void Compiler::add_incomes() {
  Model& m = *model_;
  for (const EndowmentSpec& e : b_.endowments_)
    m.endowments_.push_back({m.offsets_(e.consumer), m.offsets_(e.commodity),
                             compile(e.quantity, {SlotUse::Kind::endowment, -1,
                                                  static_cast<int>(m.endowments_.size()), -1}),
                             e.tag});
  for (const TransferSpec& t : b_.transfers_)
    m.transfers_.push_back(
        {m.offsets_(t.from), m.offsets_(t.to),
         compile(t.rate, {SlotUse::Kind::transfer, -1, static_cast<int>(m.transfers_.size()), -1}),
         t.tag});
}

void Compiler::add_equations() {
  Model& m = *model_;
  std::vector<bool> stated(b_.auxiliaries_.size());
  for (const EquationSpec& e : b_.equations_) {
    const std::string& name = b_.auxiliaries_[at(e.auxiliary.value)].name;
    if (stated[at(e.auxiliary.value)])
      throw ModelError(fmt::format("auxiliary \"{}\" has two equations", name));
    stated[at(e.auxiliary.value)] = true;
    m.tapes_.emplace_back(e.expr.with(b_.replacements_), m.offsets_);
    m.equations_.push_back({m.offsets_(e.auxiliary), static_cast<int>(m.tapes_.size()) - 1});
  }
  for (std::size_t i = 0; i < stated.size(); ++i)
    if (!stated[i])
      throw ModelError(fmt::format("auxiliary \"{}\" has no equation", b_.auxiliaries_[i].name));
}

/// Markets by the volume supplied at the start, zero profit by reference revenue, incomes by their
/// reference: a residual of 1e-9 means the same everywhere.
void Compiler::scale_rows() {
  Model& m = *model_;
  std::vector<double> size(at(m.size()), 0.0), level(at(m.size()));
  for (int i = 0; i < m.size(); ++i) level[at(i)] = m.unknowns_[at(i)].start;
  std::vector<double> slots;
  for (const Slot& s : m.slots_) slots.push_back(m.slot_value(s, level, m.parameters_));
  for (const BlockData& block : m.blocks_) {
    if (block.kind != BlockKind::production) continue;
    const TreeData& outputs = m.kernel_.trees[at(block.outputs)];
    size[at(block.level)] = m.kernel_.nests[at(outputs.nest_begin)].value;
    for (int i = outputs.leaf_begin; i < outputs.leaf_end; ++i)
      size[at(m.kernel_.leaves[at(i)].price)] +=
          m.kernel_.leaves[at(i)].quantity * std::max(level[at(block.level)], 0.0);
  }
  for (const EndowmentData& e : m.endowments_)
    size[at(e.price)] += std::max(e.quantity.value(slots), 0.0);
  for (int i = m.offsets_.consumer; i < m.offsets_.auxiliary; ++i)
    size[at(i)] = m.unknowns_[at(i)].scale;
  for (const double s : size) m.row_scale_.push_back(s > 0 ? 1 / s : 1);
}

/// Slot uses by slot, and which slots follow the unknowns.
void Compiler::index_slots() {
  Model& m = *model_;
  std::stable_sort(m.slot_uses_.begin(), m.slot_uses_.end(),
                   [](const SlotUse& a, const SlotUse& b) { return a.slot < b.slot; });
  m.first_slot_use_.assign(m.slots_.size() + 1, 0);
  for (const SlotUse& use : m.slot_uses_) ++m.first_slot_use_[at(use.slot) + 1];
  std::partial_sum(m.first_slot_use_.begin(), m.first_slot_use_.end(), m.first_slot_use_.begin());
  for (int s = 0; s < static_cast<int>(m.slots_.size()); ++s)
    if (const int tape = m.slots_[at(s)].tape; tape >= 0 && !m.tapes_[at(tape)].unknowns().empty())
      m.endogenous_slots_.push_back(s);
}

void Compiler::lay_out() {
  Model& m = *model_;
  find_families(m.kernel_, m.blocks_);
  PatternRecorder recorder(m.size());
  struct Record {
    PatternRecorder& recorder;
    void operator()(int row, int column, double) const { recorder.add(row, column); }
    bool pass(int) const { return true; }
  } record{recorder};
  const Point point(m);
  Scratch scratch(m);
  for (int i = 0; i < m.size(); ++i) recorder.add(i, i);  // solvers want the diagonal there
  JacobianParts& parts = m.jacobian_parts_;
  for (JacobianParts::Part part : stretches_of_blocks(m)) {
    part.first_entry = recorder.size();
    parts.blocks.push_back(part);
    for (int b = part.begin; b < part.end; ++b) emit_block(m, point, b, scratch, record);
  }
  for (int f = 0; f < static_cast<int>(m.kernel_.families.size()); ++f) {
    parts.families.push_back({f, f + 1, recorder.size()});
    emit_family(m, point, m.kernel_.families[at(f)], scratch, scratch.family.front(), record);
  }
  parts.rest = recorder.size();
  emit_incomes(m, point, record);
  for (const int s : m.endogenous_slots_) {
    const std::vector<int> rows = slot_rows(m, s);
    for (const int column : m.tapes_[at(m.slots_[at(s)].tape)].unknowns())
      for (const int row : rows) recorder.add(row, column);
  }
  for (const Equation& e : m.equations_)
    for (const int column : m.tapes_[at(e.tape)].unknowns()) recorder.add(e.unknown, column);
  recorder.finish(m.pattern_, parts.position);
  parts.find_late(m.pattern_.row.size());
}

}  // namespace yuqian::model

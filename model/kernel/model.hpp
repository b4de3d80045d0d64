// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/kernel/jacobian_parts.hpp>
#include <yuqian/model/kernel/nest_kernel.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/mcp.hpp>

#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace yuqian::model {

/// Where a slot's value comes from: a parameter, one over another (`under` >= 0), or an expression.
struct Slot {
  int parameter = -1, under = -1, tape = -1;
};

/// One place where a slot's value enters the equations.
struct SlotUse {
  enum class Kind {
    tax,
    augmentation,
    preference,
    nest_preference,
    subsistence,
    elasticity,
    endowment,
    transfer
  };
  Kind kind = Kind::tax;
  int block = -1;  ///< -1 for endowments and transfers
  int index = -1;  ///< of the tax's leaf, the leaf, the nest, the endowment or the transfer
  int tax = -1;    ///< of a tax: its position among all taxes
  int slot = -1;
};

struct Equation {
  int unknown = -1, tape = -1;
};

/// Bounds of an unknown, in levels.
struct Bounds {
  int unknown = -1;
  double lower = 0, upper = 0;
};

/// A compiled model: structure without numbers that change. Immutable; shared by threads.
class Model {
 public:
  int size() const { return offsets_.size; }
  const UnknownOffsets& offsets() const { return offsets_; }
  const Declaration& unknown(int i) const { return unknowns_[at(i)]; }
  Role role(int unknown) const;
  /// "PA[Chongqing,coal]" as declared.
  const std::string& name(int unknown) const { return this->unknown(unknown).name; }
  std::optional<int> find_unknown(std::string_view name) const;

  /// The same model with other bounds of some unknowns; their starts move between them.
  std::shared_ptr<const Model> with_bounds(std::span<const Bounds>) const;

  /// Values as declared.
  const std::vector<double>& parameters() const { return parameters_; }
  /// Empty where it was declared without.
  const std::string& parameter_name(int parameter) const;
  std::optional<int> find_parameter(std::string_view name) const;

  const KernelData& kernel() const { return kernel_; }
  const std::vector<BlockData>& blocks() const { return blocks_; }
  const std::vector<EndowmentData>& endowments() const { return endowments_; }
  const std::vector<TransferData>& transfers() const { return transfers_; }
  /// As the netput, or the tax on one, was tagged; what blocks stand for is on their unknown().
  const Tag& leaf_tag(int leaf) const { return leaf_tags_[at(leaf)]; }
  const Tag& tax_tag(int tax) const { return tax_tags_[at(tax)]; }
  const std::vector<Slot>& slots() const { return slots_; }
  /// Value of a slot at levels of the unknowns and values of the parameters.
  double slot_value(const Slot& slot, std::span<const double> levels,
                    std::span<const double> parameters) const {
    if (slot.tape >= 0) return tapes_[at(slot.tape)].value(levels, parameters);
    const double value = parameters[at(slot.parameter)];
    return slot.under < 0 ? value : value / parameters[at(slot.under)];
  }
  /// Derivative by a parameter that a slot without an expression reads.
  static double slot_slope(const Slot& slot, int parameter, std::span<const double> parameters) {
    if (slot.under < 0) return 1;
    const double under = parameters[at(slot.under)];
    return parameter == slot.parameter ? 1 / under
                                       : -(parameters[at(slot.parameter)] / under) / under;
  }
  /// Where a slot enters.
  std::span<const SlotUse> slot_uses(int slot) const;
  /// Slots whose expression reads an unknown.
  const std::vector<int>& endogenous_slots() const { return endogenous_slots_; }
  const std::vector<Tape>& tapes() const { return tapes_; }
  const std::vector<Equation>& equations() const { return equations_; }
  int block_of(ActivityId id) const { return block_of_level_[at(offsets_(id))]; }
  int block_of(ConsumerId id) const { return block_of_level_[at(offsets_(id))]; }
  /// Of the activity or consumer that this unknown is; -1 where it has none.
  int block_of(int unknown) const { return block_of_level_[at(unknown)]; }
  int numeraire() const { return numeraire_; }  ///< unknown, or -1

  const std::vector<double>& row_scale() const { return row_scale_; }
  const std::vector<double>& start() const { return start_; }
  const std::vector<double>& lower() const { return lower_; }
  const std::vector<double>& upper() const { return upper_; }
  const std::vector<int>& partition() const { return partition_; }

  const solvers::Pattern& pattern() const { return pattern_; }
  const JacobianParts& jacobian_parts() const { return jacobian_parts_; }

 private:
  friend class Compiler;
  UnknownOffsets offsets_;
  std::vector<Declaration> unknowns_;
  std::vector<double> parameters_;
  std::unordered_map<int, std::string>
      parameter_names_;  ///< of those that have one: few of millions
  KernelData kernel_;
  std::vector<BlockData> blocks_;
  std::vector<EndowmentData> endowments_;
  std::vector<TransferData> transfers_;
  std::vector<Tag> leaf_tags_, tax_tags_;  ///< beside the kernel's data, which solving walks over
  std::vector<Slot> slots_;
  std::vector<SlotUse> slot_uses_;   ///< by slot
  std::vector<int> first_slot_use_;  ///< of every slot, and the end
  std::vector<int> endogenous_slots_;
  std::vector<Tape> tapes_;
  std::vector<Equation> equations_;
  std::vector<int> block_of_level_;
  int numeraire_ = -1;
  std::vector<double> row_scale_, start_, lower_, upper_;
  std::vector<int> partition_;
  solvers::Pattern pattern_;
  JacobianParts jacobian_parts_;
};

}  // namespace yuqian::model

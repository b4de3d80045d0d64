// SPDX-License-Identifier: Apache-2.0
// What a model file declares: one name for a family of parameters or unknowns over index sets.
#pragma once

#include <yuqian/model/io/detail/index_sets.hpp>
#include <yuqian/model/kernel/unknowns.hpp>

#include <deque>

namespace yuqian::model {

/// "PD[r,i]", or "PL" over no set, which has one element.
struct NameFamily {
  std::string name;
  Role role = Role::parameter;
  std::vector<int> sets;
  std::vector<int> element;   ///< ids of Role by position; -1: left out; parameters: if live
  std::vector<double> value;  ///< of parameters, as declared, by position
  int line = 0;
  bool live = false;              ///< a parameter of the model, not only data for its reference
  mutable bool in_model = false;  ///< parameters: a coefficient or an equation reads it
  mutable bool in_data = false;   ///< a reference quantity, a start or a condition reads it
  bool only_data = false;         ///< when the blocks were read: a case cannot change anything

  /// "PD[Guizhou,coal]"
  std::string element_name(const IndexSets&, std::size_t position) const;
};

/// All names of a file, in one space.
class Names {
 public:
  /// The name must be free. The reference stays valid.
  NameFamily& add(NameFamily);
  /// Null if there is none.
  const NameFamily* find(std::string_view name) const;
  NameFamily* find(std::string_view name);
  /// Names of one class in the order of declaration.
  std::vector<std::string> of(Role) const;
  std::vector<std::string> all() const;
  const std::deque<NameFamily>& families() const { return families_; }
  std::deque<NameFamily>& families() { return families_; }

 private:
  std::deque<NameFamily> families_;
  std::unordered_map<std::string, NameFamily*> by_name_;
};

/// "commodity", "sector", "consumer", "auxiliary", "parameter"
std::string_view role_name(Role);
/// The same with its article: "an auxiliary".
std::string a_role(Role);

/// An index or a label in the brackets of a reference.
struct Argument {
  int set = -1;                             ///< an index
  int label = -1;                           ///< or a fixed label
  const std::vector<int>* place = nullptr;  ///< of an index over a part of the set: its labels
  int at(const Env& env) const {
    if (label >= 0) return label;
    const int index = env[static_cast<std::size_t>(set)];
    return place ? (*place)[static_cast<std::size_t>(index)] : index;
  }
};

/// Position in a family of the element that the arguments name. All indices must be bound.
std::size_t position_of(const NameFamily&, std::span<const Argument>, const IndexSets&, const Env&);

}  // namespace yuqian::model

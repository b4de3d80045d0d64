// SPDX-License-Identifier: Apache-2.0
// Sets of labels, and loops over them.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace yuqian::model {

struct Labels {
  std::vector<std::string> names;
  std::unordered_map<std::string, int> position;

  /// False if the label is there already.
  bool add(const std::string& label);
  /// -1 if there is none.
  int find(std::string_view label) const;
  int size() const { return static_cast<int>(names.size()); }
};

/// Where every index stands, by set: a position among its labels, or -1 where it is not bound.
using Env = std::vector<int>;

/// The sets of a model file. A set's name is also its index; an alias shares the labels.
class IndexSets {
 public:
  void add(std::string name, std::shared_ptr<const Labels>);
  /// -1 if there is none.
  int find(std::string_view name) const;
  bool empty() const { return sets_.empty(); }
  int count() const { return static_cast<int>(sets_.size()); }
  const std::string& name(int set) const { return sets_[static_cast<std::size_t>(set)].name; }
  const Labels& labels(int set) const { return *sets_[static_cast<std::size_t>(set)].labels; }
  std::shared_ptr<const Labels> shared(int set) const {
    return sets_[static_cast<std::size_t>(set)].labels;
  }
  std::vector<std::string> names() const;
  /// Where the labels of one set stand in another, by position; null if one does not.
  const std::vector<int>* places_in(int set, int other) const;

  /// Number of tuples; a double, since it is there to be refused.
  double tuples(std::span<const int> sets) const;
  /// "r = Guizhou, i = coal" of the bound ones among `sets`.
  std::string place(std::span<const int> sets, const Env&) const;

  /// Calls `body()` with every tuple in `env`, the last index fastest; leaves them unbound.
  template <class Body>
  void for_each(std::span<const int> sets, Env& env, Body&& body) const {
    if (sets.empty()) return body();
    int& index = env[static_cast<std::size_t>(sets.front())];
    const int size = labels(sets.front()).size();
    for (index = 0; index < size; ++index) for_each(sets.subspan(1), env, body);
    index = -1;
  }

 private:
  struct Set {
    std::string name;
    std::shared_ptr<const Labels> labels;
  };
  std::vector<Set> sets_;
  mutable std::map<std::pair<int, int>, std::vector<int>> places_;  ///< empty: not contained
};

/// More entries than a model file may expand into.
class TooLarge : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Counts what a file expands into before it is expanded: a line of text can ask for 10^18 netputs.
class Budget {
 public:
  static constexpr double at_once = 4e6, in_all = 3.2e7;
  /// Throws TooLarge.
  void take(double entries);

 private:
  double taken_ = 0;
};

}  // namespace yuqian::model

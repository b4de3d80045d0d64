// SPDX-License-Identifier: Apache-2.0
// How a model file is read: sets, parameters, declarations, then blocks, then cases.
#pragma once

#include <yuqian/data/csv.hpp>
#include <yuqian/model/io/detail/fields.hpp>
#include <yuqian/model/io/detail/formula.hpp>
#include <yuqian/model/io/model_file.hpp>
#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/maths/at.hpp>

#include <functional>
#include <map>

namespace yuqian::model {

/// What a file states for a number: a number or an expression; absent where `node` is null.
struct Stated {
  const Node* node = nullptr;
  double literal = 0;
  std::unique_ptr<Formula> formula;  ///< null: the literal
  explicit operator bool() const { return node != nullptr; }
};

enum class Side { inputs, outputs, spending };

/// One line of inputs, outputs or demand, for all the labels of its indices.
struct NetputTemplate {
  const std::string* key = nullptr;  ///< as written
  const Node* node = nullptr;
  Reference commodity;
  std::vector<int> running;  ///< indices of the line itself
  Stated quantity, price, augmentation, preference, subsistence, where;
  std::vector<std::pair<Reference, Stated>> taxes;
};

struct NestTemplate {
  const Node* node = nullptr;
  std::string name, under;  ///< `under` is empty for a root
  std::vector<int> running;
  Stated elasticity, where;
  Side side = Side::inputs;
  bool lazy = false;  ///< made when its first netput is: it may have none
  std::vector<NetputTemplate> netputs;
};

class ModelReader {
 public:
  ModelReader(const Document& document, const ModelFileOptions& options)
      : document_(document), options_(options), value_(sets_, budget_, env_) {}
  ModelFile run();

 private:
  // sets and tables: sets_reader.cpp, parameter_reader.cpp, table_reader.cpp
  void read_sets(const Fields& root);
  std::shared_ptr<const Labels> read_labels(const Fields& root, const std::string& name,
                                            const Node&);
  void check_label(const Node& at, const std::string& set, const std::string& label) const;
  void find_live(const Fields& root);
  void read_parameter(const Fields& root, const std::string& text, const Node&);
  void fill(const Fields&, const NameFamily&, const Node&, std::size_t dimension,
            std::size_t position, std::vector<double>& values) const;
  void fill_from_table(const NameFamily&, const Node&, std::vector<double>& values);
  const data::Csv& table(const Fields&, const Node& file);

  // declarations: declaration_reader.cpp
  void declare_all(const Fields& root);
  NameFamily family(const Fields&, const Node& at, const std::string& text, Role);
  template <class Declare>
  void declare(const Fields&, const Node& at, const std::string& text, Role, Declare&&);
  void declare_unknown(const Fields&, const Node& at, const std::string& text, Role, double start);
  void declare_consumer(const Node&);
  void set_numeraire(const Fields& model);
  void refuse_unsupplied() const;
  int region(const Fields&) const;

  // blocks: block_reader.cpp, netput_reader.cpp
  void read_sector(const Node&);
  void read_consumer(const Node&);
  void read_auxiliary(const Node&);
  void read_receipts(const Fields& consumer, const NameFamily&);
  std::vector<NestTemplate> read_nests(const Fields& block, bool production);
  NestTemplate read_nest(const Fields& block, const Node&, bool production,
                         std::vector<NestTemplate>& above);
  std::vector<NetputTemplate> read_netputs(const Fields& block, const Node* table, Side,
                                           bool taxes = true);
  NetputTemplate read_netput(const Fields& block, const std::string& key, const Node&, Side,
                             bool taxes);
  void write_block(const Fields& block, const std::vector<NestTemplate>&, BlockWriter&);
  void write_netput(const Fields& block, const NetputTemplate&, Side, BlockWriter&,
                    const std::function<const std::string&()>& nest);
  Coefficient tax_rate(const Fields& block, const NetputTemplate&, const Stated&, Side);
  Coefficient elasticity(const Fields& block, const NestTemplate&);
  double reference_spending(const Fields& consumer, const std::vector<NetputTemplate>&);

  // names and numbers: model_reader.cpp
  Scope scope() const { return {names_, sets_, bound_}; }
  /// A number or an expression. "inf" is a number where `infinite`.
  Stated stated(const Fields&, const Node&, std::string_view what, bool infinite = false) const;
  Stated stated_if_any(const Fields&, std::string_view key, bool infinite = false) const;
  double number(const Fields&, const Stated&, std::string_view what);
  bool holds(const Fields&, const Stated& where);
  Coefficient coefficient(const Fields&, const Stated&, std::string_view what);
  template <Role R>
  Id<R> element(const Fields&, const Node& at, const Reference&) const;
  Reference reference(const Fields&, const Node& at, const std::string& text,
                      const Role* = nullptr) const;
  std::vector<int> forall(const Fields&) const;
  /// Sets between the brackets at the end of a text: "year[t]".
  std::vector<int> indices_of(const Fields&, const Node& at, const std::string& text) const;
  /// The text with labels in the place of indices: "year[2025]".
  std::string substituted(const std::string& text) const;
  [[noreturn]] void fail(const Fields&, const Node&, std::string_view what,
                         const ExpressionError&) const;
  /// Indices that are bound while it lives.
  class Bound {
   public:
    Bound(std::vector<char>& bound, std::span<const int> sets) : bound_(bound), sets_(sets) {
      for (const int s : sets_) bound_[at(s)] = 1;
    }
    ~Bound() {
      for (const int s : sets_) bound_[at(s)] = 0;
    }
    Bound(const Bound&) = delete;
    Bound& operator=(const Bound&) = delete;

   private:
    std::vector<char>& bound_;
    std::span<const int> sets_;
  };
  /// Calls `body()` for every tuple of labels; errors say at which.
  template <class Body>
  void each(const Fields& fields, const Node& at, std::span<const int> running, Body&& body);
  [[noreturn]] void fail_with_place(const data::InputError&) const;

  // cases: case_reader.cpp, expect_reader.cpp
  void read_cases(const Fields& root, ModelFile&);
  void read_case(const Node&, ModelFile&);
  Case case_at(const Fields&, const ModelFile&, int follows);
  void read_changes(const Fields&, std::string_view key, bool solved,
                    std::vector<std::pair<int, Expr>>& changes);
  void read_parameters(const Fields&, Case&);
  void read_bounds(const Fields&, const Model&, Case&);
  void read_start(const Fields&, Case&);
  void read_expect(const Fields&, const Model&, Expectation&);
  void read_expected_netputs(const Fields& expect, const Node&, const Model&, Expectation&);
  void read_values(const Fields& expect, const Node&, Expectation&);
  void read_outputs(const Fields& root, ModelFile&);
  /// What is promised: a number, or an expression of parameters at their values in the case.
  void promise(const Fields&, const Node&, const Stated&, Expected, Expectation&);
  /// Every element of an unknown that a key names.
  template <class Body>
  void each_unknown(const Fields&, const std::string& key, const Node&, const Role*, const Model&,
                    Body&&);
  int find_case(const Fields&, const Node& name, const ModelFile&) const;

  const Document& document_;
  const ModelFileOptions& options_;
  Builder builder_;
  IndexSets sets_;
  Names names_;
  Budget budget_;
  Env env_;                  ///< by set
  std::vector<char> bound_;  ///< by set
  FormulaValue value_;
  int loops_ = 0;  ///< around what is read now
  std::vector<std::string> live_;
  std::map<std::string, data::Csv> tables_;
  mutable std::map<std::string, int, std::less<>> regions_;
  std::vector<double> price_start_;          ///< by commodity
  std::vector<std::string> valued_incomes_;  ///< consumers without a stated income
  std::vector<bool> supplied_;  ///< by commodity: some sector makes it or some consumer owns it
};

template <class Body>
void ModelReader::each(const Fields& fields, const Node& at, std::span<const int> running,
                       Body&& body) {
  if (running.empty()) return body();
  try {
    budget_.take(sets_.tuples(running));
    ++loops_;
    sets_.for_each(running, env_, body);
    --loops_;
  } catch (const TooLarge& error) {
    fields.fail(at, error.what());
  } catch (const data::InputError& error) {
    if (--loops_ > 0) throw;
    fail_with_place(error);
  }
}

template <Role R>
Id<R> ModelReader::element(const Fields& fields, const Node& at, const Reference& r) const {
  const std::size_t position = position_of(*r.family, r.arguments, sets_, env_);
  const int id = r.family->element[position];
  if (id < 0)
    fields.fail(at, "\"" + r.family->element_name(sets_, position) +
                        "\" is left out by the \"where\" of its declaration");
  return {id};
}

template <class Body>
void ModelReader::each_unknown(const Fields& fields, const std::string& key, const Node& at,
                               const Role* role, const Model& model, Body&& body) {
  const Reference r = reference(fields, at, key, role);
  if (r.family->role == Role::parameter)
    fields.fail(at, "\"" + key + "\" is a parameter here, not an unknown");
  const Bound bound(bound_, r.running);
  each(fields, at, r.running, [&] {
    const std::size_t position = position_of(*r.family, r.arguments, sets_, env_);
    const int id = r.family->element[position];
    if (id >= 0) return body(model.offsets()(r.family->role, id));
    if (r.running.empty())
      fields.fail(at, "\"" + r.family->element_name(sets_, position) +
                          "\" is left out by the \"where\" of its declaration");
  });
}

}  // namespace yuqian::model

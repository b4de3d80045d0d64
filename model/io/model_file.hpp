// SPDX-License-Identifier: Apache-2.0
// A whole general equilibrium model as one text file (docs/model-files.md).
#pragma once

#include <yuqian/data/error.hpp>
#include <yuqian/model/kernel/model.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace yuqian::model {

/// One number that a case promises.
struct Expected {
  enum class Kind { activity, price, income, auxiliary, slack, netput, value };
  Kind kind = Kind::price;
  std::string name;  ///< unknown; for a netput its commodity; for a value the expression's text
  int unknown = -1;  ///< of `name`
  int block = -1;    ///< netputs: the block (of Model::blocks()) that uses or supplies
  std::optional<Expr> expression;  ///< values
  double value = 0;
  std::optional<Expr> formula;  ///< in the place of `value`: of the case's parameters
  data::Position where;
};

/// What a case promises. Prices, incomes and their slacks are compared over the numeraire's price.
struct Expectation {
  int numeraire = -1;  ///< unknown; -1: prices as they are
  double relative = 1e-6,
         absolute = 1e-7;  ///< missed if |found - value| > absolute + relative |value|
  std::vector<Expected> values;
};

/// What a case promises as ratios of its values to those of an earlier case.
struct Comparison {
  int with = -1;  ///< position of that case
  Expectation expect;
};

struct Case {
  std::string name;
  std::shared_ptr<const Model> model;         ///< the file's, or that with this case's bounds
  std::vector<double> parameters;             ///< of all the model's parameters; see `changes`
  std::vector<std::pair<int, double>> start;  ///< unknown, level; others start as declared
  Expectation expect;
  std::vector<Comparison> compare;
  /// The case that this one follows, or -1: it begins at the solution and the parameter values of
  /// that one, after its `next` and then with these `changes`, read at that solution.
  int after = -1;
  std::vector<std::pair<int, Expr>> changes;  ///< parameter, value
  std::vector<std::pair<int, Expr>> next;     ///< for the cases that follow this one
  data::Position where;
};

/// A number that the file asks for: an expression at the solution of every case.
struct Output {
  std::string name;
  Expr expression;
};

struct ModelFile {
  std::string path, name, source, text;
  std::shared_ptr<const Model> model;
  std::vector<Output> outputs;
  std::vector<Case> cases;  ///< at least one: a file without cases is solved as it stands
  /// Unknowns: incomes that the file does not state. They begin at what is received, endowments,
  /// transfers and taxes, at the starting prices and levels of a case.
  std::vector<int> valued_incomes;
};

struct ModelFileOptions {
  /// Takes the place of the file's numeraire; real results do not depend on it.
  std::optional<std::string> numeraire;
};

/// Reads TOML or, by the ending .json, JSON. Throws data::InputError with file:line:column for
/// everything that is wrong in the file: syntax, duplicate blocks, undeclared names (with the
/// nearest declared one), impossible bounds, quantities and prices that are not positive.
ModelFile read_model_file(const std::string& path, const ModelFileOptions& = {});

/// The same from memory; `name` stands for the file in errors and decides the format.
ModelFile read_model_text(std::string_view text, const std::string& name,
                          const ModelFileOptions& = {});

}  // namespace yuqian::model

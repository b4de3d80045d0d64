// SPDX-License-Identifier: Apache-2.0
// A whole general equilibrium model as one text file (docs/model-files.md).
#pragma once

#include "data/error.hpp"
#include "model/model.hpp"

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
  data::Position where;
};

/// What a case promises. Prices, incomes and their slacks are compared over the numeraire's price.
struct Expectation {
  int numeraire = -1;  ///< unknown; -1: prices as they are
  double relative = 1e-6,
         absolute = 1e-7;  ///< missed if |found - value| > absolute + relative |value|
  std::vector<Expected> values;
};

struct Case {
  std::string name;
  std::vector<double> parameters;             ///< of all the model's parameters
  std::vector<std::pair<int, double>> start;  ///< unknown, level; others start as declared
  Expectation expect;
  data::Position where;
};

struct ModelFile {
  std::string path, name, source, text;
  std::shared_ptr<const Model> model;
  std::vector<Case> cases;  ///< at least one: a file without cases is solved as it stands
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

// SPDX-License-Identifier: Apache-2.0
// How a model file is read: declarations first, then blocks, then cases.
#pragma once

#include "model/io/detail/fields.hpp"
#include "model/io/expression_parser.hpp"
#include "model/io/model_file.hpp"

#include <map>

namespace yuqian::model {

class ModelReader {
 public:
  ModelReader(const Document& document, const ModelFileOptions& options)
      : document_(document), options_(options) {}
  ModelFile run();

 private:
  // declarations: model_reader.cpp
  void declare_all(const Fields& root);
  void declare(const Node& at, const std::string& name, Role, Declaration);
  Declaration declaration(const Fields&, std::string name, double start, double lower);
  void set_numeraire(const Fields& model);
  void refuse_unsupplied() const;
  int region(const std::string& name);

  // blocks: block_reader.cpp
  enum class Side { inputs, outputs, spending };
  void read_sector(const Node&);
  void read_consumer(const Node&);
  void read_auxiliary(const Node&);
  void read_nests(const Fields& block, BlockWriter&, bool production);
  void read_netputs(const Fields& block, BlockWriter&, const std::string& nest, const Node* table,
                    Side);
  void read_netput(const Fields& block, BlockWriter&, const std::string& nest, CommodityId,
                   const std::string& commodity, const Node&, Side);
  Coefficient read_tax(const Fields& block, const Node&, Side) const;
  Coefficient elasticity(const Fields& block, std::string_view key, double otherwise) const;
  double reference_spending(const Fields& consumer) const;

  // names and coefficients: model_reader.cpp
  Coefficient coefficient(const Fields&, const Node&, std::string_view what) const;
  Expr expression(const Fields&, const Node&, std::string_view what) const;
  template <Role R>
  Id<R> known(const Fields& fields, const Node& at, const std::string& name) const {
    if (const Id<R>* id = names_.find_as<R>(name)) return *id;
    unknown_name(fields, at, name, R);
  }
  [[noreturn]] void unknown_name(const Fields&, const Node& at, const std::string& name,
                                 Role) const;

  // cases: case_reader.cpp
  Case read_case(const Node&, const Model&, std::size_t number) const;
  void read_expect(const Node&, const Model&, Expectation&) const;
  void read_expected_netputs(const Fields& expect, const Node&, const Model&, Expectation&) const;
  int unknown_index(const Fields&, const Node& at, const std::string& name, const Model&) const;
  double finite(const Fields&, const Node&, const std::string& name) const;

  const Document& document_;
  const ModelFileOptions& options_;
  Builder builder_;
  Names names_;
  std::map<std::string, int, std::less<>> line_of_;  ///< of every declared name
  std::map<std::string, int, std::less<>> regions_;
  std::vector<double> price_start_;  ///< by commodity
  std::vector<bool> supplied_;  ///< by commodity: some sector makes it or some consumer owns it
};

}  // namespace yuqian::model

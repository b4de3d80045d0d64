// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/data/set.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/blocks/regional_model.hpp>
#include <yuqian/model/uncertainty/inputs.hpp>
#include <yuqian/model/uncertainty/variance_shares.hpp>

namespace yuqian::model {

/// The quantity whose draws multiply the shocks themselves, as a size of a batch does.
inline constexpr const char* policy_size = "policy_size";

/// What an uncertain input may act on that is a parameter of the compiled model, or the size of the
/// policy. A draw of them leaves the benchmark an exact solution.
std::vector<uncertainty::Quantity> parameter_quantities();

/// One number that is drawn: an input, or one cell of an input that draws each.
struct DrawnNumber {
  int input = 0;     ///< of Uncertainty
  std::string cell;  ///< label of the good or sector; empty: the input itself
  bool by_node = false;
  std::vector<double> factors;  ///< by node or by draw
};

/// Every number that a file of uncertain inputs makes uncertain, drawn by a design. Depends on the
/// names of inputs and goods, on the seed and on the design alone: the same draws meet every
/// scenario, closure and machine.
class Drawn {
 public:
  /// `cells`: labels of the goods or sectors of an input that draws each.
  Drawn(uncertainty::Uncertainty, std::vector<uncertainty::Quantity> catalogue,
        const uncertainty::Design&, const data::Set& cells);

  const uncertainty::Uncertainty& inputs() const { return inputs_; }
  const uncertainty::Design& design() const { return design_; }
  const std::vector<DrawnNumber>& numbers() const { return numbers_; }
  /// Name of what an input acts on.
  const std::string& quantity(const uncertainty::Input& input) const {
    return catalogue_[at(input.quantity)].name;
  }
  const uncertainty::Quantity& acts_on(const uncertainty::Input& input) const {
    return catalogue_[at(input.quantity)];
  }
  /// By number, with its scores: what the shares of variance are found from.
  const std::vector<uncertainty::Variable>& variables() const { return variables_; }
  /// Parameters of a model that a number multiplies; empty where the closure has none of them.
  std::vector<std::size_t> parameters(const RegionalModel&, const DrawnNumber&) const;

 private:
  uncertainty::Uncertainty inputs_;
  std::vector<uncertainty::Quantity> catalogue_;
  uncertainty::Design design_;
  std::vector<DrawnNumber> numbers_;
  std::vector<uncertainty::Variable> variables_;
};

}  // namespace yuqian::model

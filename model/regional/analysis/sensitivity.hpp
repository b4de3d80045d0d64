// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yuqian/model/regional/accounts/areas.hpp>
#include <yuqian/model/regional/solution/solution.hpp>

namespace yuqian::model {

/// A number of a solution that can be differentiated, 10^8 yuan.
struct Indicator {
  enum class Kind {
    equivalent_variation,  ///< "ev": of the households of the area (eq. 25)
    real_product,          ///< "grp_real": at benchmark prices
    absorption,            ///< "absorption_real": all final use at benchmark prices
    consumption,           ///< "consumption_real": of households
    investment,            ///< "investment_real"
    welfare,               ///< "welfare": money metric of all that residents get (eq. 400)
  };
  Kind kind = Kind::equivalent_variation;
  int area = 0;        ///< of Areas
  int household = -1;  ///< 0 rural, 1 urban, -1 both; of ev and consumption_real
  std::string text;    ///< as asked for: "ev[Guizhou,rural]"
};

/// Reads "ev[Guizhou]", "ev[Guizhou,rural]", "grp_real[China]", ... Throws data::InputError with
/// the nearest valid word.
Indicator parse_indicator(std::string_view text, const Areas&);
/// The words of Indicator::Kind in its order: "ev", "grp_real", ...
const std::vector<std::string>& indicator_kinds();

/// The derivatives of an indicator by one family of parameters, cell by cell; not a number where
/// the family has no parameter. Where an elasticity of substitution moves, calibrated shares stay.
struct ParameterEffect {
  std::string family;
  data::Table value;       ///< of the parameter, in the counterfactual
  data::Table derivative;  ///< dJ/dp, 10^8 yuan per unit of the parameter
};

/// One indicator and what it depends on.
struct Sensitivity {
  Indicator indicator;
  double value = 0;  ///< J
  std::vector<ParameterEffect> effects;
  double seconds = 0;  ///< of all derivatives together, without the solve
};

/// An indicator as a sum over netputs and multipliers of a point: what a batch evaluates a thousand
/// times.
struct LinearIndicator {
  struct Term {
    int block = -1, leaf = -1;
    double weight = 0;
  };  ///< leaf -1: the block's multiplier
  std::vector<Term> terms;
  double constant = 0;
  double value(const Model&, const Point&) const;
};
LinearIndicator linear_indicator(const RegionalModel&, const Point& reference, const Indicator&);

/// J in the counterfactual; `point` is where its parameters and unknowns stand.
double indicator_value(const RegionalModel&, const Point& reference, const Point& point,
                       const Indicator&);

/// Derivatives of J by every parameter of the counterfactual at fixed reference, the equilibrium
/// following: one solve with the transposed Jacobian and one walk back over the leaves (eq. S14).
/// Throws ModelError where the solution is not one, or where its Jacobian is singular.
Sensitivity sensitivity(const Solution&, const Indicator&);

}  // namespace yuqian::model

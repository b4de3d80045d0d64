// SPDX-License-Identifier: Apache-2.0
#include "tests/robustness/naive_model.hpp"
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/question/closure.hpp>

#include <algorithm>
#include <cmath>

namespace naive {
namespace {

/// A branch of a CES bundle: its benchmark value (prices are one), its price, a shift of its share.
struct Branch {
  double value = 0, price = 1, shift = 1;
};

/// Price of the bundle by the textbook formula.
double ces_price(double sigma, const std::vector<Branch>& branches) {
  double total = 0, shifted = 0, sum = 0;
  for (const Branch& b : branches) total += b.value, shifted += b.value * b.shift;
  if (!(total > 0)) return 1;
  const bool cobb_douglas = std::abs(sigma - 1) < 1e-12;
  for (const Branch& b : branches) {
    const double share = b.value * b.shift / shifted;
    sum += cobb_douglas ? share * std::log(b.price) : share * std::pow(b.price, 1 - sigma);
  }
  return cobb_douglas ? std::exp(sum) : std::pow(sum, 1 / (1 - sigma));
}

/// What one branch delivers per unit of the bundle, over its benchmark value.
double ces_demand(double sigma, const std::vector<Branch>& branches, std::size_t which) {
  double total = 0, shifted = 0;
  for (const Branch& b : branches) total += b.value, shifted += b.value * b.shift;
  return branches[which].shift * total / shifted *
         std::pow(ces_price(sigma, branches) / branches[which].price, sigma);
}

double column_sum(const data::Table& t, int regions, int i) {
  double sum = 0;
  for (int r = 0; r < regions; ++r) sum += t(r, i);
  return sum;
}

double row_sum(const data::Table& t, int r, int sectors) {
  double sum = 0;
  for (int i = 0; i < sectors; ++i) sum += t(r, i);
  return sum;
}

}  // namespace

Model::Model(const model::RegionalModel& m)
    : m_(m), b_(*m.benchmark), regions_(b_.regions.size()), sectors_(b_.sectors.size()) {
  for (int i = 0; i < m.model->size(); ++i) unknown_[m.model->name(i)] = i;
}

double Model::level(const std::string& name) const {
  const auto found = unknown_.find(name);
  return found == unknown_.end()
             ? 0
             : m_.model->unknown(found->second).scale * (*x_)[at(found->second)];
}

double Model::parameter(const char* family, std::vector<int> index, double otherwise) const {
  const model::ParameterId id = m_.parameters.family(family).at(index);
  return id.valid() ? (*parameters_)[at(id.value)] : otherwise;
}

std::string Model::cell(const char* name, int r, int i) const {
  return std::string(name) + "[" + b_.regions.label(r) + "," + b_.sectors.label(i) + "]";
}
std::string Model::cell(const char* name, int r) const {
  return std::string(name) + "[" + b_.regions.label(r) + "]";
}

void Model::note(const std::string& equation, double gain, double loss, bool may_be_idle,
                 double unknown) {
  double size = (gain - loss) / std::max({std::abs(gain), std::abs(loss), 1e-3});
  size = may_be_idle && unknown < 1e-9 ? std::max(0.0, -size) : std::abs(size);
  if (!(size <= worst_.size)) worst_ = {equation, size};
}

/// Equation 10 and 70.
void Model::produce(int r, int j) {
  const double output = b_.output(r, j);
  if (!(output > 0)) return;
  const double y = level(cell("Y", r, j)), tax = b_.production_tax(r, j) / output;
  const auto& e = b_.elasticities[at(j)];
  std::vector<Branch> factors, fuels, energy;
  std::vector<std::string> factor_names, fuel_names, power_names;
  const auto factor = [&](double value, const std::string& name) {
    if (value > 0) factors.push_back({value, level(name)}), factor_names.push_back(name);
  };
  factor(b_.labour(r, j), cell("PL", r));
  factor(b_.capital(r, j), cell("PK", r));
  factor(b_.land(r, j), cell("PN", r, j));
  double materials = 0;
  for (int i = 0; i < sectors_; ++i) {
    const std::string name = cell("PI", r, i);
    const double all = b_.intermediate(r, i, j);
    if (!(all > 0)) continue;
    const double price = level(name);
    double material = all;
    for (int k = 0; k < b_.energy.carriers.size(); ++k) {
      const double value = b_.energy.value(r, k, j);
      if (b_.energy.good[at(k)] != i || !(value > 0)) continue;
      material -= value;
      if (b_.energy.electricity[at(k)])
        energy.push_back({value, price}), power_names.push_back(name);
      else
        fuels.push_back({value, price}), fuel_names.push_back(name);
    }
    materials += material * price;
    market_[name].demand += y * material;  // fixed proportion
  }
  const auto value_of = [](const std::vector<Branch>& list) {
    double sum = 0;
    for (const Branch& b : list) sum += b.value;
    return sum;
  };
  const double sigma_va = parameter("esubva", {j}, e.value_added), fuel_value = value_of(fuels);
  if (fuel_value > 0) energy.push_back({fuel_value, ces_price(e.among_fuels, fuels)});
  const std::vector<Branch> bundle{{value_of(factors), ces_price(sigma_va, factors)},
                                   {value_of(energy), ces_price(e.electricity_fuels, energy)}};
  const double bundle_value = bundle[0].value + bundle[1].value;
  const double cost =
      materials + (bundle_value > 0 ? bundle_value * ces_price(e.value_added_energy, bundle) : 0);
  const double of_factors = bundle[0].value > 0 ? ces_demand(e.value_added_energy, bundle, 0) : 0;
  const double of_energy = bundle[1].value > 0 ? ces_demand(e.value_added_energy, bundle, 1) : 0;
  for (std::size_t f = 0; f < factors.size(); ++f)
    market_[factor_names[f]].demand +=
        y * factors[f].value * of_factors * ces_demand(sigma_va, factors, f);
  for (std::size_t k = 0; k < power_names.size(); ++k)
    market_[power_names[k]].demand +=
        y * energy[k].value * of_energy * ces_demand(e.electricity_fuels, energy, k);
  for (std::size_t k = 0; k < fuels.size(); ++k)
    market_[fuel_names[k]].demand += y * fuels[k].value * of_energy *
                                     ces_demand(e.electricity_fuels, energy, energy.size() - 1) *
                                     ces_demand(e.among_fuels, fuels, k);
  const double made = output * parameter("productivity", {r, j}, 1),
               sold = made * level(cell("PD", r, j));
  market_[cell("PD", r, j)].supply += y * made;
  const double local = b_.local_production_tax_share[at(r)];
  received_[cell("GOV", r)] += local * tax * sold * y;
  received_["CENTRE"] += (1 - local) * tax * sold * y;
  note(cell("Y", r, j), cost / output, (1 - tax) * sold / output, true, y);
}

/// Equation 51: what one unit of the benchmark's flow takes of transport and trade from s to r,
/// either of them abroad too, and in which market.
std::vector<Model::Service> Model::services(int s, int r, int i) const {
  std::vector<Service> list;
  for (const model::MarginService& m : b_.margins.services) {
    if (!(m.paid(s, r, i) > 0)) continue;
    double use = 0;
    for (int k = 0; k < model::mode_count; ++k)
      use += m.mode_share[at(i)][at(k)] * parameter("margin_use", {s, r, k}, 1);
    const double paid = m.paid(s, r, i) * use, of_origin = s == regions_   ? 0
                                                           : r == regions_ ? 1
                                                                           : m.origin_share;
    const char* made = r == regions_ ? "PD" : "PI";
    if (of_origin > 0) list.push_back({cell(made, s, m.good), paid * of_origin});
    if (of_origin < 1) list.push_back({cell(made, r, m.good), paid * (1 - of_origin)});
  }
  return list;
}

/// Equation 11, and 51 where the benchmark has margins.
void Model::source(int r, int i, int use) {
  double intermediate = b_.margins.supplied_by(r, i);
  for (int j = 0; j < sectors_; ++j) intermediate += b_.intermediate(r, i, j);
  const double final_use =
      b_.rural(r, i) + b_.urban(r, i) + b_.government(r, i) + b_.investment(r, i);
  const double total = intermediate + final_use,
               share = (use == 0 ? intermediate : final_use) / total;
  if (!(total > 0) || !(share > 0)) return;
  const std::string activity = cell(use == 0 ? "AI" : "AF", r, i),
                    made = cell(use == 0 ? "PI" : "PF", r, i);
  const std::string abroad = "PM[" + b_.sectors.label(i) + "]";
  const double y = level(activity), border = level(abroad);
  const double esubd = parameter("esubd", {i}, 0), esubm = parameter("esubm", {i}, 0);
  std::vector<Branch> origins;
  std::vector<int> from;
  for (int s = 0; s < regions_; ++s)
    if (b_.trade(s, r, i) > 0) {
      const double tau = parameter("iceberg", {s, r, i, use}, 1),
                   wedge = parameter("wedge", {s, r, i, use}, 0);
      double value = b_.trade(s, r, i), cost = value * tau * (1 + wedge) * level(cell("PD", s, i));
      for (const Service& v : services(s, r, i)) cost += v.amount * level(v.market);
      value += b_.margins.on(s, r, i);
      origins.push_back({share * value, cost / value, parameter("preference", {s, r, i, use}, 1)});
      from.push_back(s);
    }
  double domestic = 0;
  for (const Branch& o : origins) domestic += o.value;
  const double tau = parameter("iceberg", {regions_, r, i, use}, 1),
               tariff = parameter("foreign_tariff", {r, i}, 0);
  double arrived = b_.imports(r, i), paid = arrived * tau * (1 + tariff) * border;
  for (const Service& v : services(regions_, r, i)) paid += v.amount * level(v.market);
  arrived += b_.margins.on(regions_, r, i);
  const std::vector<Branch> top{{share * arrived, arrived > 0 ? paid / arrived : 1},
                                {domestic, ces_price(esubm, origins)}};
  const double cost = share * total * ces_price(esubd, top);
  if (b_.imports(r, i) > 0) {
    const double bundles = y * share * ces_demand(esubd, top, 0),
                 units = bundles * b_.imports(r, i) * tau;
    for (const Service& v : services(regions_, r, i))
      market_[v.market].demand += bundles * v.amount;
    market_[abroad].demand += units;
    received_["CENTRE"] += tariff * border * units;
  }
  for (std::size_t k = 0; k < origins.size(); ++k) {
    const int s = from[k];
    const double bundles = y * share * ces_demand(esubd, top, 1) * ces_demand(esubm, origins, k);
    const double units = bundles * b_.trade(s, r, i) * parameter("iceberg", {s, r, i, use}, 1);
    for (const Service& v : services(s, r, i)) market_[v.market].demand += bundles * v.amount;
    market_[cell("PD", s, i)].demand += units;
    received_[cell("FUND", r)] +=
        parameter("wedge", {s, r, i, use}, 0) * level(cell("PD", s, i)) * units;
  }
  market_[made].supply += y * share * total;
  note(activity, cost / (share * total), level(made), true, y);
}

/// Equation 12.
void Model::spend(int r, bool rural) {
  const data::Table& basket = rural ? b_.rural : b_.urban;
  const std::string name = cell(rural ? "RURAL" : "URBAN", r);
  const double income = level(name), fx = level("PFX");
  const double d = parameter("direct_tax", {r, rural ? 0 : 1}, 0),
               s = parameter("saving_rate", {r, rural ? 0 : 1}, 0);
  const auto part = [&](double of_rural) { return rural ? of_rural : 1 - of_rural; };
  received_[name] +=
      level(cell("PL", r)) * row_sum(b_.labour, r, sectors_) * part(b_.rural_labour_share[at(r)]);
  received_[name] += level(cell("PK", r)) * row_sum(b_.capital, r, sectors_) *
                     part(b_.rural_capital_share[at(r)]) *
                     (1 - b_.retained_capital[at(r)] - b_.enterprise_capital[at(r)]);
  for (int j = 0; j < sectors_; ++j)
    if (b_.land(r, j) > 0)
      received_[name] += level(cell("PN", r, j)) * b_.land(r, j) * part(b_.rural_land_share[at(r)]);
  received_[name] += fx * (parameter("transfer_to_household", {r, rural ? 0 : 1}, 0) +
                           parameter("central_transfer_to_household", {r, rural ? 0 : 1}, 0));
  const double local = b_.local_direct_tax_share[at(r)];
  received_[cell("GOV", r)] += local * d * income;
  received_["CENTRE"] += (1 - local) * d * income;
  received_[cell("INV", r)] += s * (1 - d) * income;
  const double spending = row_sum(basket, r, sectors_);
  double weighted = 0, left = (1 - d) * (1 - s) * income, discretionary = 0;
  for (int i = 0; i < sectors_; ++i) weighted += basket(r, i) * b_.elasticities[at(i)].income;
  std::vector<double> committed(at(sectors_));
  for (int i = 0; i < sectors_; ++i) {
    const double eta = b_.elasticities[at(i)].income * spending / weighted;
    committed[at(i)] =
        basket(r, i) * std::max(0.0, 1 + eta / (rural ? b_.frisch_rural : b_.frisch_urban));
    discretionary += basket(r, i) - committed[at(i)];
    if (basket(r, i) > 0) left -= committed[at(i)] * level(cell("PF", r, i));
  }
  for (int i = 0; i < sectors_; ++i)
    if (basket(r, i) > 0)
      market_[cell("PF", r, i)].demand += committed[at(i)] + (basket(r, i) - committed[at(i)]) /
                                                                 discretionary * left /
                                                                 level(cell("PF", r, i));
}

/// Equations 13 and 71.
void Model::govern(int r) {
  const std::string name = cell("GOV", r);
  const double spending = row_sum(b_.government, r, sectors_), down = b_.central_to_local[at(r)],
               fx = level("PFX");
  const double social[] = {b_.social_to_rural[at(r)], b_.social_to_urban[at(r)]},
               saved = b_.public_investment[at(r)] - b_.public_borrowing[at(r)],
               spent =
                   spending + social[0] + social[1] + std::max(0.0, -down) + std::max(0.0, saved),
               invested = row_sum(b_.investment, r, sectors_);
  const double remitted = std::max(0.0, -down) / spent;
  received_[cell("RURAL", r)] += level(name) * social[0] / spent;
  received_[cell("URBAN", r)] += level(name) * social[1] / spent;
  received_[cell("INV", r)] += level(name) * std::max(0.0, saved) / spent;
  received_[name] += level(cell("INV", r)) * lent(r) / (invested + lent(r));
  received_[name] += level(cell("FUND", r)) * (1 - m_.closure->wedge_rent_to_households);
  received_[cell("URBAN", r)] += level(cell("FUND", r)) * m_.closure->wedge_rent_to_households;
  received_["CENTRE"] += remitted * level(name);
  double price = 0, paid = 0;
  for (int h = 0; h < 2; ++h) {
    paid -= parameter("transfer_to_household", {r, h}, 0);
    received_["CENTRE"] -= fx * parameter("central_transfer_to_household", {r, h}, 0);
  }
  for (int s = 0; s < regions_; ++s)
    if (s != r)
      paid +=
          parameter("horizontal_transfer", {s, r}, 0) - parameter("horizontal_transfer", {r, s}, 0);
  const double grant = parameter("central_transfer", {r}, 0);
  received_[name] += fx * (paid + grant);
  received_["CENTRE"] -= fx * grant;
  for (int i = 0; i < sectors_; ++i)
    if (b_.government(r, i) > 0) price += b_.government(r, i) * level(cell("PF", r, i));
  for (int i = 0; i < sectors_; ++i)
    if (b_.government(r, i) > 0)
      market_[cell("PF", r, i)].demand +=
          b_.government(r, i) * level(name) * spending / spent / price;
}

/// What the province borrows of the region's saving beyond what it invests (eq. 427).
double Model::lent(int r) const {
  return std::max(0.0, b_.public_borrowing[at(r)] - b_.public_investment[at(r)]);
}

/// Equations 14 and 16.
void Model::invest(int r) {
  const std::string name = cell("INV", r), enterprise = cell("ENT", r);
  const double kept = b_.enterprise_capital[at(r)] * row_sum(b_.capital, r, sectors_);
  if (kept > 0) {
    const double tax = parameter("enterprise_tax", {r}, 0),
                 local = b_.local_enterprise_tax_share[at(r)];
    received_[enterprise] += kept * level(cell("PK", r));
    received_[cell("GOV", r)] += local * tax * level(enterprise);
    received_["CENTRE"] += (1 - local) * tax * level(enterprise);
    received_[name] += (1 - tax) * level(enterprise);
  }
  const double external = parameter("foreign_saving", {r}, 0);
  received_[name] +=
      b_.retained_capital[at(r)] * row_sum(b_.capital, r, sectors_) * level(cell("PK", r)) +
      external * level("PFX");
  market_["PFX"].supply += external;
  const double invested = row_sum(b_.investment, r, sectors_);
  double price = 0;
  for (int i = 0; i < sectors_; ++i)
    if (b_.investment(r, i) > 0) price += b_.investment(r, i) * level(cell("PF", r, i));
  for (int i = 0; i < sectors_; ++i)
    if (b_.investment(r, i) > 0)
      market_[cell("PF", r, i)].demand +=
          b_.investment(r, i) * level(name) * invested / (invested + lent(r)) / price;
}

/// Equation 405: what the nation imports of a good is bought with foreign exchange.
void Model::buy_abroad(int i) {
  const double imports = column_sum(b_.imports, regions_, i);
  if (!(imports > 0)) return;
  const std::string label = "[" + b_.sectors.label(i) + "]";
  const double y = level("M" + label), price = parameter("world_price", {i}, 1);
  market_["PM" + label].supply += y * imports;
  market_["PFX"].demand += y * imports * price;
  note("M" + label, price * level("PFX"), level("PM" + label), true, y);
}

/// What the centre passes on, in shares of its benchmark income.
void Model::centre() {
  double income = 0;
  for (int r = 0; r < regions_; ++r)
    income += std::max(0.0, b_.central_to_local[at(r)]) + b_.central_to_investment[at(r)];
  for (int r = 0; r < regions_; ++r) {
    received_[cell("GOV", r)] +=
        std::max(0.0, b_.central_to_local[at(r)]) / income * level("CENTRE");
    received_[cell("INV", r)] += b_.central_to_investment[at(r)] / income * level("CENTRE");
  }
}

/// Equation 15.
void Model::world() {
  constexpr double share_of_world = 0.13;
  double income = 0;
  for (int i = 0; i < sectors_; ++i)
    for (int r = 0; r < regions_; ++r)
      income += (b_.exports(r, i) + b_.margins.exported_by(r, i)) / share_of_world;
  received_["WORLD"] += income * level("PFX");
  market_["PFX"].supply += income;
  for (int i = 0; i < sectors_; ++i) {
    double exports = 0;
    std::vector<Branch> origins(1);
    std::vector<int> from{-1};
    for (int r = 0; r < regions_; ++r)
      if (b_.exports(r, i) > 0) {
        const double value = b_.exports(r, i) + b_.margins.on(r, regions_, i);
        double cost = b_.exports(r, i) * parameter("iceberg", {r, regions_, i, 2}, 1) *
                      level(cell("PD", r, i));
        for (const Service& v : services(r, regions_, i)) cost += v.amount * level(v.market);
        exports += value;
        origins.push_back({value, cost / value});
        from.push_back(r);
      }
    if (!(exports > 0)) continue;
    origins[0] = {exports * (1 - share_of_world) / share_of_world, level("PFX")};
    const std::string label = "[" + b_.sectors.label(i) + "]";
    const double y = level("W" + label), sigma = parameter("esubm", {i}, 0);
    market_["PFX"].demand += y * origins[0].value * ces_demand(sigma, origins, 0);
    for (std::size_t k = 1; k < origins.size(); ++k) {
      const double bundles = y * ces_demand(sigma, origins, k);
      market_[cell("PD", from[k], i)].demand +=
          bundles * b_.exports(from[k], i) * parameter("iceberg", {from[k], regions_, i, 2}, 1);
      for (const Service& v : services(from[k], regions_, i))
        market_[v.market].demand += bundles * v.amount;
    }
    market_["PW" + label].supply += y * exports / share_of_world;
    market_["PW" + label].demand +=
        exports / share_of_world / income * level("WORLD") / level("PW" + label);
    note("W" + label, ces_price(sigma, origins), level("PW" + label), true, y);
  }
}

Gap Model::worst(const std::vector<double>& parameters, const std::vector<double>& x) {
  parameters_ = &parameters;
  x_ = &x;
  worst_ = {};
  market_.clear();
  received_.clear();
  for (int r = 0; r < regions_; ++r) {
    market_[cell("PL", r)].supply += row_sum(b_.labour, r, sectors_);
    market_[cell("PK", r)].supply += row_sum(b_.capital, r, sectors_);
    for (int j = 0; j < sectors_; ++j) {
      if (b_.land(r, j) > 0) market_[cell("PN", r, j)].supply += b_.land(r, j);
      produce(r, j);
      source(r, j, 0);
      source(r, j, 1);
    }
    spend(r, true);
    spend(r, false);
    govern(r);
    invest(r);
  }
  for (int i = 0; i < sectors_; ++i) buy_abroad(i);
  centre();
  world();
  for (const auto& [price, side] : market_)
    note(price, side.supply, side.demand, true, level(price));
  for (const auto& [income, sources] : received_) {
    // Relative to the benchmark's income, or to what runs through a fund that had none then.
    const double scale = std::max(
        {m_.model->unknown(unknown_.at(income)).scale, std::abs(level(income)), std::abs(sources)});
    const double size = std::abs(level(income) - sources) / scale;
    if (!(size <= worst_.size)) worst_ = {income, size};
  }
  return worst_;
}

}  // namespace naive

// SPDX-License-Identifier: Apache-2.0
// The regional model's equations written out a second time, straight from docs/equations.md and the
// benchmark: no nests, no kernel, no derivatives, prices looked up by name. It knows the default
// closure only. A solution that satisfies both evaluations satisfies the equations.
#pragma once

#include <yuqian/model/regional/blocks/regional_model.hpp>

#include <map>
#include <string>
#include <vector>

namespace naive {

using namespace yuqian;

/// One equation that does not hold.
struct Gap {
  std::string equation;  ///< name of the complementary unknown
  double size = 0;       ///< relative: to supply, to revenue, to the income's benchmark
};

class Model {
 public:
  /// Closure: mobile capital, saving-driven investment, governments that spend, world demand.
  explicit Model(const model::RegionalModel&);

  /// Worst equation at parameters and scaled unknowns of the compiled model. Where a price or an
  /// activity is zero, only the wrong sign counts.
  Gap worst(const std::vector<double>& parameters, const std::vector<double>& x);

 private:
  struct Service {
    std::string market;
    double amount;
  };  ///< bought with goods, 10^8 yuan at benchmark prices

  struct Side {
    double supply = 0, demand = 0;
  };

  double level(const std::string& name) const;
  double parameter(const char* family, std::vector<int> cell, double otherwise) const;
  std::string cell(const char* name, int r, int i) const;
  std::string cell(const char* name, int r) const;
  std::vector<Service> services(int s, int r, int i) const;
  void produce(int r, int j);
  void source(int r, int i, int use);
  void spend(int r, bool rural);
  void govern(int r);
  double lent(int r) const;
  void invest(int r);
  void buy_abroad(int i);
  void centre();
  void world();
  void note(const std::string& equation, double gain, double loss, bool may_be_idle,
            double unknown);

  const model::RegionalModel& m_;
  const model::Benchmark& b_;
  int regions_, sectors_;
  std::map<std::string, int> unknown_;
  const std::vector<double>* parameters_ = nullptr;
  const std::vector<double>* x_ = nullptr;
  std::map<std::string, Side> market_;      ///< by price
  std::map<std::string, double> received_;  ///< by income
  Gap worst_;
};

}  // namespace naive

// SPDX-License-Identifier: Apache-2.0
// Small models for the kernel's tests.
#pragma once

#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/kernel/model.hpp>

namespace yuqian::tests {

/// Two sectors, two factors, two consumers with every kind of coefficient moved by a parameter or
/// an expression: taxes on inputs, outputs and spending, iceberg, preference, committed quantities,
/// elasticities, endowments, transfers, and an auxiliary that rations labour.
inline std::shared_ptr<const model::Model> rich_model() {
  using namespace model;
  Builder m;
  const auto px = m.commodity({.name = "PX"}), py = m.commodity({.name = "PY"}),
             pl = m.commodity({.name = "PL"}), pk = m.commodity({.name = "PK"}),
             pw = m.commodity({.name = "PW"});
  const auto x = m.activity({.name = "X"}), y = m.activity({.name = "Y"}),
             w = m.activity({.name = "W"});
  const auto ra = m.consumer({.name = "RA", .start = 150, .scale = 150}),
             gov = m.consumer({.name = "GOV", .start = 30, .scale = 30});
  const auto u = m.auxiliary({.name = "U", .start = 0.1, .lower = 0, .upper = 1});
  const auto tl = m.parameter("tl", 0.1), tau = m.parameter("tau", 1.2),
             shift = m.parameter("shift", 1.3), gamma = m.parameter("gamma", 6),
             sigma = m.parameter("sigma", 0.7), rate = m.parameter("rate", 0.2),
             eta = m.parameter("eta", 2), stock = m.parameter("stock", 70),
             near_one = m.parameter("near_one", 1.0), arriving = m.parameter("arriving", 0.95);
  m.production(x)
      .outputs("out", eta)
      .output(px, 80)
      .output(py, 20)
      .tax(gov, 0.05)
      .inputs("top", 0.5)
      .nest("va", sigma, "top")
      .nest("mat", near_one, "top")
      .netput("va", pl, 40)
      .price(1.1)
      .tax(gov, tl)
      .netput("va", pk, 30)
      .netput("mat", py, 20)
      .augmented(tau)
      .preferred(shift)
      .netput("mat", px, 8)
      .tax(gov, Expr(rate) * Expr(pl))
      .preferred_nest("mat", Expr(shift) / Expr(tau));
  m.production(y)
      .output(py, 90)
      .inputs("top", 0.0)
      .nest("va", 1.0, "top")
      .netput("top", px, 25)
      .netput("va", pl, 35)
      .netput("va", pk, 30);
  m.production(w).output(pw, 100).input(px, 50).tax(gov, 0.1).input(py, 50);
  m.demand(ra)
      .inputs("spend", 0.9)
      .nest("goods", 1.7, "spend")
      .netput("spend", pw, 100)
      .netput("goods", px, 10)
      .committed(gamma)
      .tax(gov, 0.15)
      .netput("goods", py, 12)
      .augmented(ParameterRatio{tau, arriving});
  m.demand(gov).input(px, 10).input(pl, 5);
  m.endowment(ra, pl, Expr(80.0) * (Expr(1.0) - Expr(u)));
  m.endowment(ra, pk, stock);
  m.endowment(gov, pk, 5.0);
  m.transfer(ra, gov, rate);
  m.transfer(gov, ra, Expr(0.1) * Expr(px) / Expr(py));
  m.equation(
      u, Expr(pl) / pow(Expr(px), 0.5) / exp(Expr(-0.1) * log(Expr(u) + Expr(1e-3))) - Expr(1.0));
  m.numeraire(px);
  return m.build();
}

/// Branches in fixed proportions that buy the same transport, in production and in demand, beside
/// leaves of the same price that stand alone and one branch whose proportions a parameter may
/// loosen.
inline std::shared_ptr<const model::Model> branch_model() {
  using namespace model;
  Builder m;
  const auto pa = m.commodity({.name = "PA"}), pb = m.commodity({.name = "PB"}),
             pt = m.commodity({.name = "PT"}), pu = m.commodity({.name = "PU"}),
             pc = m.commodity({.name = "PC"});
  const auto mix = m.activity({.name = "MIX"});
  const auto h = m.consumer({.name = "H", .start = 230, .scale = 230});
  const auto loose = m.parameter("loose", 0.0), longer = m.parameter("longer", 1.1),
             tax = m.parameter("tax", 0.1);
  m.production(mix)
      .output(pc, 100)
      .inputs("origin", 2.0)
      .nest("provinces", 4.0, "origin")
      .nest("from a", 0.0, "provinces")
      .nest("from b", 0.0, "provinces")
      .nest("abroad", loose, "origin")
      .netput("from a", pa, 30)
      .tax(h, tax)
      .netput("from a", pt, 3)
      .augmented(longer)
      .netput("from a", pu, 2)
      .netput("from b", pb, 40)
      .netput("from b", pt, 1)
      .augmented(longer)
      .netput("from b", pu, 4)
      .netput("provinces", pu, 6)
      .netput("origin", pt, 4)
      .netput("abroad", pb, 8)
      .netput("abroad", pt, 2);
  m.demand(h)
      .inputs("spend", 0.7)
      .nest("a delivered", 0.0, "spend")
      .nest("b delivered", 0.0, "spend")
      .netput("spend", pc, 100)
      .netput("a delivered", pa, 50)
      .committed(6.0)
      .tax(h, 0.05)
      .netput("a delivered", pt, 10)
      .netput("b delivered", pb, 40)
      .netput("b delivered", pt, 5)
      .committed(1.0)
      .netput("spend", pt, 25);
  for (const auto& [price, stock] : {std::pair{pa, 80.0}, {pb, 88.0}, {pt, 50.0}, {pu, 12.0}})
    m.endowment(h, price, stock);
  m.numeraire(pa);
  return m.build();
}

}  // namespace yuqian::tests

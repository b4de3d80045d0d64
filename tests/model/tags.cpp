// SPDX-License-Identifier: Apache-2.0
// What a model's writer notes on its parts stays with them, whatever order they are compiled in.
#include <yuqian/model/kernel/builder.hpp>
#include <yuqian/model/kernel/model.hpp>
#include "tests/catch.hpp"

using namespace yuqian::model;

TEST_CASE("tags stay with netputs, taxes, incomes and unknowns through compilation") {
  Builder m;
  const auto good = m.commodity({.name = "P"}), work = m.commodity({.name = "W"}),
             land = m.commodity({.name = "N"});
  const auto make = m.activity({.name = "Y", .tag = {1, 2}});
  const auto owner = m.consumer({.name = "H", .start = 10, .scale = 10, .tag = {3, -1, 4}}),
             other = m.consumer({.name = "G", .start = 1, .scale = 1});
  // The leaf of the root is written after that of the nest, and compiled before it.
  m.production(make)
      .output(good, 10)
      .tagged({5})
      .tax(other, 0.1, {6})
      .tax(other, 0.0)
      .inputs("top", 0.0)
      .nest("inner", 1.0, "top")
      .netput("inner", land, 4)
      .tagged({7, 1})
      .netput("top", work, 6)
      .tax(other, 0.0, {8})
      .tagged({9});
  m.demand(owner).input(good, 9);
  m.demand(other).input(good, 1);
  m.endowment(owner, work, 6.0, {10});
  m.endowment(owner, land, 4.0);
  m.transfer(owner, other, 0.0, {11, 12, 13, 14});
  m.numeraire(good);
  const auto built = m.build();

  const auto leaf_of = [&](CommodityId price, int sign) {
    const BlockData& block = built->blocks().front();
    const TreeData& t =
        built->kernel().trees[static_cast<std::size_t>(sign > 0 ? block.outputs : block.inputs)];
    for (int i = t.leaf_begin; i < t.leaf_end; ++i)
      if (built->kernel().leaves[static_cast<std::size_t>(i)].price == built->offsets()(price))
        return i;
    return -1;
  };
  const auto tax_of = [&](int leaf, int k) {
    return built->kernel().leaves[static_cast<std::size_t>(leaf)].tax_begin + k;
  };
  const int sold = leaf_of(good, +1), hired = leaf_of(work, -1), rented = leaf_of(land, -1);
  REQUIRE(hired < rented);
  CHECK(built->leaf_tag(sold) == Tag{5});
  CHECK(built->leaf_tag(hired) == Tag{9});
  CHECK(built->leaf_tag(rented) == Tag{7, 1});
  CHECK(built->tax_tag(tax_of(sold, 0)) == Tag{6});
  CHECK(built->tax_tag(tax_of(sold, 1)) == Tag{});
  CHECK(built->tax_tag(tax_of(hired, 0)) == Tag{8});
  CHECK(built->unknown(built->offsets()(make)).tag == Tag{1, 2});
  CHECK(built->unknown(built->offsets()(owner)).tag == Tag{3, -1, 4});
  CHECK(built->unknown(built->offsets()(good)).tag == Tag{});
  CHECK(built->endowments()[0].tag == Tag{10});
  CHECK(built->endowments()[1].tag == Tag{});
  CHECK(built->transfers()[0].tag == Tag{11, 12, 13, 14});
}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <yuqian/data/table.hpp>
#include <yuqian/model/regional/accounts/compared.hpp>
#include <yuqian/model/regional/tables/margins.hpp>

namespace yuqian::model::report {

/// Everything that a scenario makes cheaper or dearer to deliver: icebergs, margins, and inputs
/// that do more (eq. 27, 54).
std::vector<Saving> savings(const Compared&);

/// What a cut of icebergs and of margins, or an input that does more, saves at unchanged flows, by
/// the region that receives, in % of its product (eq. 27, 54): the size that the model's own answer
/// has to be near.
void add_first_order_gain(std::vector<data::Table>&, const Compared&);

/// The nation's gain of real absorption against what a first-order calculation and eq. 28 allow,
/// 10^8 yuan (eq. 130 to 133). Each interval is between prices of the two states.
struct FirstOrderBand {
  struct Interval {
    double low = 0, high = 0;
    double middle() const { return (low + high) / 2; }
  };
  double saved = 0;          ///< flows times logarithms of the cuts (eq. 27)
  Interval saving;           ///< what the saving is worth once flows respond (eq. 28, 132)
  Interval taxes;            ///< output that moves where production is taxed
  Interval terms_of_trade;   ///< exports that fetch another price
  Interval labour, capital;  ///< factors that come into use, or to where they are paid more
  Interval foreign_saving;   ///< what is borrowed abroad beyond the reference's
  double gain = 0;           ///< the model's
  double absorption = 0;     ///< of the reference
  Interval allowed() const;  ///< of the gain: the sum of all
};
FirstOrderBand first_order_band(const Compared&);

/// Why the first-order figure says nothing of this scenario; empty: it does.
std::vector<LocalText> first_order_says_nothing(const Compared&);

}  // namespace yuqian::model::report

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <yuqian/data/set.hpp>

/// Other words for labels: Chinese and English names, short forms, codes of GB/T 2260. Files and
/// results know labels alone; what a user writes may be any of these.
namespace yuqian::data {

/// Labels that the shipped data know by this word, of one kind ("region", "sector", "closure",
/// "chain", "trade", ...; empty: of any): from schema/regions.csv, schema/sectors.csv and
/// schema/aliases.csv. A label itself is not an alias of itself.
std::vector<std::string> labels_known_as(std::string_view word, std::string_view kind = {});

/// What a user means on an axis: a label, a shipped alias of one, or its long name in this set.
/// Nothing where no label or more than one answers to the word.
std::optional<int> find_named(const Set& set, std::string_view word);

/// The label of a shipped region, or the word itself where none is known by it.
std::string region_label(std::string_view word);

/// The hint for a word that find_named does not know: in Chinese names where the word is Chinese.
std::string suggestion(std::string_view word, const Set& set);

/// The Chinese name of a province; the label of anything else.
std::string chinese_name(const std::string& region);
/// Of all labels of a set: its own Chinese names, or those of provinces.
std::vector<std::string> chinese_names(const Set& set);

/// The code of GB/T 2260 (six digits, "500000") of a province by its label or alias; empty:
/// it is not one province.
std::string gb_code(std::string_view region);

/// Labels of the two regions that figures are shown of together where nobody chooses others
/// (schema/pair.csv); both empty where the shipped data are missing.
const std::pair<std::string, std::string>& default_pair();

}  // namespace yuqian::data

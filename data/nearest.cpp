// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/nearest.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include <yuqian/data/utf8.hpp>

namespace yuqian::data {
namespace {

std::u32string folded(std::string_view text) {
  std::u32string characters = decode_utf8(text);
  for (char32_t& c : characters)
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  return characters;
}

/// Optimal string alignment over three rolling rows.
int distance(const std::u32string& a, const std::u32string& b) {
  const std::size_t n = b.size();
  std::vector<int> before(n + 1), above(n + 1), row(n + 1);
  for (std::size_t j = 0; j <= n; ++j) above[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= n; ++j) {
      const int replace = above[j - 1] + (a[i - 1] != b[j - 1]);
      row[j] = std::min({replace, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[n];
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b) { return distance(folded(a), folded(b)); }

std::optional<std::string> nearest(std::string_view label,
                                   std::span<const std::string> candidates) {
  const std::u32string wanted = folded(label);
  std::optional<std::string> best;
  std::pair<int, bool> best_distance;  // of two as near the one that goes on from what was written
  for (const std::string& candidate : candidates) {
    const std::u32string characters = folded(candidate);
    const int d = distance(wanted, characters);
    const std::pair found{d, !characters.starts_with(wanted)};
    const int longest = static_cast<int>(std::max(wanted.size(), characters.size()));
    if (d > std::max(1, longest / 3) || d >= longest) continue;
    if (!best || found < best_distance) {
      best = candidate;
      best_distance = found;
    }
  }
  return best;
}

std::string suggestion(std::string_view label, std::span<const std::string> candidates) {
  if (const auto best = nearest(label, candidates)) return "did you mean \"" + *best + "\"?";
  if (candidates.empty()) return "none is known here";
  constexpr std::size_t shown = 8;
  std::string text = "valid are: ";
  for (std::size_t i = 0; i < std::min(shown, candidates.size()); ++i)
    text += (i ? ", " : "") + candidates[i];
  if (candidates.size() > shown) text += ", ... (" + std::to_string(candidates.size()) + " in all)";
  return text;
}

}  // namespace yuqian::data

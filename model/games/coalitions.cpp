// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/games/coalitions.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace yuqian::games {
namespace {

Coalition bit(int player) { return Coalition{1} << player; }

Structure in_order(Structure s) {
  std::erase(s, Coalition{0});
  std::sort(s.begin(), s.end(),
            [](Coalition a, Coalition b) { return std::countr_zero(a) < std::countr_zero(b); });
  return s;
}

/// Adds player after player to every block that is there, or to one of its own.
void grow(int player, int players, Structure& blocks, std::vector<Structure>& all) {
  if (player == players) {
    all.push_back(blocks);
    return;
  }
  blocks.push_back(bit(player));
  grow(player + 1, players, blocks, all);
  blocks.pop_back();
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    blocks[k] |= bit(player);
    grow(player + 1, players, blocks, all);
    blocks[k] &= ~bit(player);
  }
}

}  // namespace

std::uint64_t bell(int players) {
  std::vector<std::uint64_t> row{1};  // Aitken's array
  for (int n = 0; n < players; ++n) {
    std::vector<std::uint64_t> next{row.back()};
    for (const std::uint64_t v : row) next.push_back(next.back() + v);
    row = std::move(next);
  }
  return row.front();
}

std::vector<Structure> structures(int players) {
  if (players < 0 || players > most_players)
    throw std::invalid_argument("structures of more than ten players are not listed");
  std::vector<Structure> all;
  Structure blocks;
  grow(0, players, blocks, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Structure& a, const Structure& b) { return a.size() > b.size(); });
  return all;
}

std::vector<int> members(Coalition c) {
  std::vector<int> list;
  for (; c != 0; c &= c - 1) list.push_back(std::countr_zero(c));
  return list;
}

Coalition block_of(const Structure& s, int player) {
  for (const Coalition c : s)
    if (c & bit(player)) return c;
  return 0;
}

Structure with_singletons(Coalition c, int players) {
  Structure s{c};
  for (int p = 0; p < players; ++p)
    if (!(c & bit(p))) s.push_back(bit(p));
  return in_order(std::move(s));
}

Structure after_leaving(const Structure& s, int player) {
  Structure out = s;
  for (Coalition& c : out) c &= ~bit(player);
  out.push_back(bit(player));
  return in_order(std::move(out));
}

Structure after_joining(const Structure& s, int player, Coalition to) {
  Structure out = s;
  for (Coalition& c : out) c = c == to ? c | bit(player) : c & ~bit(player);
  return in_order(std::move(out));
}

std::size_t find(const std::vector<Structure>& all, const Structure& s) {
  const auto found = std::find(all.begin(), all.end(), s);
  if (found == all.end()) throw std::invalid_argument("not a structure of these players");
  return static_cast<std::size_t>(found - all.begin());
}

std::string text(Coalition c, const std::vector<std::string>& players) {
  std::string out = "{";
  for (const int p : members(c)) out += (out.size() > 1 ? ", " : "") + players[at(p)];
  return out + "}";
}

std::string text(const Structure& s, const std::vector<std::string>& players) {
  std::string out;
  for (const Coalition c : s) out += (out.empty() ? "" : " ") + text(c, players);
  return out;
}

}  // namespace yuqian::games

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

/// Deterministic mutations of texts and bytes.
namespace fuzz {

using Random = std::mt19937;

inline std::size_t below(Random& random, std::size_t n) { return n ? random() % n : 0; }

inline const std::vector<std::string>& toml_pieces() {
  static const std::vector<std::string> pieces{"[",
                                               "]",
                                               "[[",
                                               "]]",
                                               "{",
                                               "}",
                                               "=",
                                               "\"",
                                               "\"\"\"",
                                               "'",
                                               "'''",
                                               "\\",
                                               "\n",
                                               "\r",
                                               "#",
                                               ".",
                                               ",",
                                               "inf",
                                               "nan",
                                               "0x",
                                               "-1",
                                               "0",
                                               "1e999",
                                               "1e-300",
                                               "1e300",
                                               "true",
                                               "[[[[[[",
                                               "\\u00e9",
                                               "\\u0000",
                                               "=1",
                                               "a.b",
                                               "渝",
                                               "not:",
                                               "\"*\"",
                                               "\"all\"",
                                               "\x1b[",
                                               "\xD3\xE5",
                                               "\xEF\xBB\xBF",
                                               std::string(1, '\0'),
                                               "1979-05-27",
                                               "9007199254740993",
                                               "99999999999999999999"};
  return pieces;
}

/// One to four edits: a piece put in, bytes taken out, doubled, moved or replaced.
inline std::string mutated(std::string text, const std::vector<std::string>& pieces,
                           Random& random) {
  for (std::size_t edits = 1 + below(random, 4); edits > 0; --edits) {
    const std::size_t at = below(random, text.size() + 1),
                      length = below(random, std::min<std::size_t>(12, text.size() - at) + 1);
    switch (below(random, 6)) {
      case 0:
      case 1:
        text.insert(at, pieces[below(random, pieces.size())]);
        break;
      case 2:
        text.erase(at, length);
        break;
      case 3:
        text.insert(below(random, text.size() + 1), text.substr(at, length));
        break;
      case 4:
        if (below(random, 4) == 0) text.resize(at);
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(random());
        break;
    }
  }
  return text;
}

}  // namespace fuzz

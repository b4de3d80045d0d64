// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/catalogue.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include <yuqian/data/csv.hpp>
#include <yuqian/data/error.hpp>
#include <yuqian/data/label.hpp>
#include <yuqian/data/shipped.hpp>
#include <yuqian/data/text_file.hpp>

namespace yuqian::data {
namespace {

/// What stands between the places of a template that are filled in.
std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> list;
  for (std::size_t begin = 0;;) {
    const std::size_t place = text.find("{}", begin);
    list.push_back(text.substr(begin, place - begin));
    if (place == text.npos) return list;
    begin = place + 2;
  }
}

/// What a template's places hold in a sentence; nothing where it does not fit.
std::optional<std::vector<std::string_view>> filled(std::string_view pattern,
                                                    std::string_view sentence) {
  const std::vector<std::string_view> fixed = pieces(pattern);
  if (fixed.size() == 1)
    return pattern == sentence ? std::optional(std::vector<std::string_view>()) : std::nullopt;
  if (!sentence.starts_with(fixed.front())) return std::nullopt;
  std::vector<std::string_view> values;
  std::size_t at = fixed.front().size();
  for (std::size_t k = 1; k < fixed.size(); ++k) {
    const bool last = k + 1 == fixed.size();
    const std::size_t end = fixed[k].empty() ? sentence.size()
                            : last ? sentence.size() - std::min(sentence.size(), fixed[k].size())
                                   : sentence.find(fixed[k], at);
    if (end == sentence.npos || end < at) return std::nullopt;
    if (last && sentence.substr(end) != fixed[k] && !fixed[k].empty()) return std::nullopt;
    values.push_back(sentence.substr(at, end - at));
    at = end + fixed[k].size();
  }
  return values;
}

/// Whether a template says so little, as in "{} is {}", that it would fit sentences of others too.
bool says_little(std::string_view pattern) {
  return std::count_if(pattern.begin(), pattern.end(),
                       [](unsigned char c) { return std::isalpha(c) != 0; }) < 8;
}

/// Reads "{}" and "{2}" at a position: which value, and how long the mark is; length 0: no mark.
std::pair<std::size_t, std::size_t> mark(std::string_view text, std::size_t at, std::size_t next) {
  if (text[at] != '{') return {0, 0};
  if (text.substr(at, 2) == "{}") return {next, 2};
  if (at + 2 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + 1])) &&
      text[at + 2] == '}')
    return {static_cast<std::size_t>(text[at + 1] - '0'), 3};
  return {0, 0};
}

void require_the_same_places(const Csv& csv, int row, const std::string& en,
                             const std::string& zh) {
  const std::size_t count = pieces(en).size() - 1;
  std::vector<int> used(count, 0);
  std::size_t next = 0;
  bool fits = true;
  for (std::size_t at = 0; at < zh.size();) {
    const auto [value, length] = mark(zh, at, next);
    at += std::max<std::size_t>(1, length);
    if (length == 0) continue;
    ++next;
    fits = fits && value < count;
    if (value < count) ++used[value];
  }
  fits = fits && std::all_of(used.begin(), used.end(), [](int n) { return n == 1; });
  if (!fits)
    throw InputError({csv.where(row, 1),
                      "the translation of \"" + en + "\" does not fill in what the sentence does",
                      en, "mark every place once, with its number where the order differs"});
}

void fill(const Csv& csv, std::vector<std::pair<std::string, std::string>>& entries) {
  csv.expect_columns({"en", "zh"});
  const int en = csv.column("en"), zh = csv.column("zh");
  for (int r = 0; r < csv.rows(); ++r) {
    const std::string& english = csv.text(r, en);
    for (const auto& [earlier, _] : entries)
      if (earlier == english)
        throw InputError({csv.where(r, en), "\"" + english + "\" appears twice", english,
                          "keep one of the two lines"});
    require_the_same_places(csv, r, english, csv.text(r, zh));
    entries.emplace_back(english, csv.text(r, zh));
  }
  const auto definite = [](const std::string& t) { return t.size() - 2 * (pieces(t).size() - 1); };
  std::stable_sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) {
    return definite(a.first) > definite(b.first);
  });
}

}  // namespace

Catalogue Catalogue::read(const std::string& path) {
  dev_t device = 0;
  ino_t inode = 0;  // words are not an input of a result: they are not noted
  Catalogue catalogue;
  fill(Csv::parse(checked_text(read_from_disk(path, &device, &inode), path), path),
       catalogue.entries_);
  return catalogue;
}

const Catalogue& Catalogue::shipped() {
  static const Catalogue catalogue = [] {
    for (const std::string& folder : shipped_folders()) {
      const auto path = std::filesystem::path(folder) / "text/zh.csv";
      std::error_code none;
      if (std::filesystem::exists(path, none)) return read(path.string());
    }
    return Catalogue();
  }();
  return catalogue;
}

std::optional<std::string> Catalogue::find(std::string_view english) const {
  for (const auto& [pattern, zh] : entries_) {
    const auto values = filled(pattern, english);
    if (!values) continue;
    if (says_little(pattern) &&
        std::any_of(values->begin(), values->end(), [&](std::string_view value) {
          return value.find(' ') != value.npos && value != english && !find(value);
        }))
      continue;
    std::string text;
    std::size_t next = 0;
    for (std::size_t at = 0; at < zh.size();) {
      const auto [value, length] = mark(zh, at, next);
      if (length == 0) {
        text += zh[at++];
        continue;
      }
      ++next;
      const std::string_view given = (*values)[value];
      // Between quotes stands what a user wrote or a file holds.
      const bool quoted = text.ends_with("“");
      text += quoted || given == english ? std::string(given) : chinese(given);
      at += length;
    }
    return text;
  }
  return std::nullopt;
}

std::string Catalogue::chinese(std::string_view english) const {
  return find(english).value_or(std::string(english));
}

std::string Catalogue::chinese(const InputError& error) const {
  std::string text = error.where().text();
  if (!text.empty()) text += "：";
  text += chinese(error.message());
  if (!error.hint().empty()) text += "；" + chinese(error.hint());
  // As in the English sentence: a label of a megabyte hides what is said about it.
  if (const std::string brief = shortened(error.label()); brief != error.label())
    for (std::size_t at = text.find(error.label()); at != text.npos;
         at = text.find(error.label(), at + brief.size()))
      text.replace(at, error.label().size(), brief);
  return printable(text);
}

}  // namespace yuqian::data

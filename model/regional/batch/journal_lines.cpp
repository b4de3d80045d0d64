// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/journal_lines.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/sha256.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::string checksum(std::string_view text) { return data::sha256(text).substr(0, 8); }

/// The words of a line, one after the other.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  template <class Integer>
  bool integer(Integer& value) {
    const std::string_view word = next();
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc() && end == word.data() + word.size() && !word.empty();
  }
  /// Hexadecimal floating point as {:a} writes it; "inf" and "nan" with either sign.
  bool real(double& value) {
    std::string_view word = next();
    const bool negative = word.starts_with('-');
    word.remove_prefix(negative);
    if (word.starts_with("0x")) word.remove_prefix(2);
    const auto [end, error] =
        std::from_chars(word.data(), word.data() + word.size(), value, std::chars_format::hex);
    if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();  // of one kind only
    if (negative) value = -value;
    return error == std::errc() && end == word.data() + word.size() && !word.empty();
  }
  bool at_end() const { return text_.empty(); }

 private:
  std::string_view next() {
    const std::size_t blank = std::min(text_.find(' '), text_.size());
    const std::string_view word = text_.substr(0, blank);
    text_.remove_prefix(std::min(blank + 1, text_.size()));
    return word;
  }

  std::string_view text_;
};

bool parse(std::string_view text, std::size_t& position, BatchResult& r) {
  Words words(text);
  std::int32_t status = 0, branch = 0;
  std::size_t count = 0;
  if (!words.integer(position) || !words.integer(status) || !words.integer(branch) ||
      !words.integer(r.iterations) || !words.real(r.residual) || !words.real(r.gap) ||
      !words.real(r.replication) || !words.integer(count) || count > text.size())
    return false;
  if (status < 0 || status >= static_cast<std::int32_t>(status_words().size())) return false;
  if (branch < 0 || branch >= static_cast<std::int32_t>(branch_words.size())) return false;
  r.status = static_cast<BatchResult::Status>(status);
  r.branch = static_cast<BranchCheck>(branch);
  r.values.resize(count);
  for (double& v : r.values)
    if (!words.real(v)) return false;
  return words.at_end();
}

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
         (std::isnan(a) && std::isnan(b));
}

bool same(const BatchResult& a, const BatchResult& b) {
  return a.status == b.status && a.iterations == b.iterations && same(a.residual, b.residual) &&
         std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                    [](double x, double y) { return same(x, y); });
}

/// What is wrong with a line whose checksum is right; empty: nothing.
std::string fault(std::size_t position, const BatchResult& r, const JournalFrame& frame) {
  using Status = BatchResult::Status;
  if (position >= frame.values.size())
    return fmt::format("case {} where the plan has {}", position, frame.values.size());
  if (r.status == Status::interrupted) return "an interrupted case, which no journal keeps";
  const std::size_t wanted = r.status == Status::refused ? 0 : frame.values[position];
  if (wanted != JournalFrame::any && r.values.size() != wanted)
    return fmt::format("{} values where the case has {}", r.values.size(), wanted);
  if (r.iterations < 0 ||
      (r.status == Status::solved && !(std::isfinite(r.residual) && std::isfinite(r.gap))))
    return "a solved case without a residual";
  return {};
}

}  // namespace

JournalFrame journal_frame(std::string fingerprint, const BatchPlan& plan, const BatchCases& cases,
                           const std::vector<std::size_t>& areas) {
  JournalFrame frame{std::move(fingerprint), {}};
  for (const BatchCase& c : cases.cases)
    frame.values.push_back(plan.indicators.size() * areas[c.group] + plan.outputs.size());
  return frame;
}

std::string journal_header(const std::string& fingerprint) {
  return "yuqian-batch-journal 2 " + fingerprint + "\n";
}

/// Numbers as hexadecimal floating point: the last bit survives.
std::string journal_line(std::size_t position, const BatchResult& r) {
  std::string text = fmt::format("{} {} {} {} {:a} {:a} {:a} {}", position,
                                 static_cast<int>(r.status), static_cast<int>(r.branch),
                                 r.iterations, r.residual, r.gap, r.replication, r.values.size());
  for (const double v : r.values) text += fmt::format(" {:a}", v);
  for (const std::string* reason : {&r.reason.zh, &r.reason.en}) {
    text += "\t";
    for (const char c : *reason) text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return text + "\t" + checksum(text) + "\n";
}

std::size_t read_journal_lines(const std::string& path, std::string_view bytes,
                               const JournalFrame& frame,
                               std::map<std::size_t, BatchResult>& done) {
  const std::string head = journal_header(frame.fingerprint);
  if (bytes.size() < head.size() && head.starts_with(bytes)) return 0;  // killed while it was made
  if (!bytes.starts_with(head))
    throw data::InputError({{path},
                            "this journal was written by another run: what is asked, a file that "
                            "it names or the program has changed",
                            "",
                            "remove it, or write to another --out"});
  std::size_t begin = head.size();
  for (int number = 2;; ++number) {
    const std::size_t end = bytes.find('\n', begin);
    if (end == bytes.npos) return begin;
    const std::string_view line = bytes.substr(begin, end - begin);
    begin = end + 1;
    const auto last = line.rfind('\t'), first = line.find('\t'),
               middle = line.find('\t', first + 1);
    if (last == line.npos || middle == last || first == last ||
        checksum(line.substr(0, last)) != line.substr(last + 1))
      continue;  // cut off, and gone on behind it: the case is solved again
    const auto refuse = [&](const std::string& what) {
      throw data::InputError({{path, number, 0},
                              "the journal has " + what,
                              "",
                              "it is not this batch's: remove it, or write to another --out"});
    };
    std::size_t position = 0;
    BatchResult r;
    if (!parse(line.substr(0, first), position, r)) refuse("a line that cannot be read");
    r.reason = {std::string(line.substr(first + 1, middle - first - 1)),
                std::string(line.substr(middle + 1, last - middle - 1))};
    if (const std::string text = fault(position, r, frame); !text.empty()) refuse(text);
    const auto [known, is_new] = done.try_emplace(position, r);
    if (!is_new && !same(known->second, r))
      refuse(fmt::format("a second result for case {}, and another one", position));
  }
}

}  // namespace yuqian::model

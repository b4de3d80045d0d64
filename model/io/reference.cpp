// SPDX-License-Identifier: Apache-2.0
// References to what a file declares: "PL", "PD[s,coal]".
#include <yuqian/model/io/detail/formula.hpp>

#include <yuqian/data/nearest.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t"), end = text.find_last_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  text = text.substr(begin, end - begin + 1);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = text.substr(1, text.size() - 2);
  return std::string(text);
}

Argument argument(const NameFamily& family, std::size_t d, const std::string& word,
                  const Scope& scope, std::vector<int>* running, std::size_t offset) {
  const IndexSets& sets = scope.sets;
  const int over = family.sets[d], set = sets.find(word);
  if (set < 0) {
    const int label = sets.labels(over).find(word);
    if (label >= 0) return {-1, label, nullptr};
    std::vector<std::string> known = sets.labels(over).names;
    known.push_back(sets.name(over));
    throw ExpressionError(
        fmt::format("\"{}\" is neither an index nor a label of {}", word, sets.name(over)),
        data::suggestion(word, known), offset);
  }
  const bool same = &sets.labels(set) == &sets.labels(over);
  const std::vector<int>* place = same ? nullptr : sets.places_in(set, over);
  if (!same && !place)
    throw ExpressionError(
        fmt::format("index {} of \"{}\" runs over {}, and not all labels of {} are labels of it",
                    d + 1, family.name, sets.name(over), word),
        {}, offset);
  const bool bound = scope.bound[at(set)] != 0;
  if (!bound && !running)
    throw ExpressionError(fmt::format("the index {} is not bound here", word),
                          fmt::format("write sum({}, ...), or put {} into the brackets of the name "
                                      "that this belongs to",
                                      word, word),
                          offset);
  if (!bound && std::find(running->begin(), running->end(), set) == running->end())
    running->push_back(set);
  return {set, -1, place};
}

}  // namespace

std::vector<Argument> resolve(const NameFamily& family, std::span<const std::string> words,
                              const Scope& scope, std::vector<int>* running, std::size_t offset) {
  if (words.size() != family.sets.size()) {
    std::string form = family.name;
    for (std::size_t d = 0; d < family.sets.size(); ++d)
      form += (d ? "," : "[") + scope.sets.name(family.sets[d]);
    if (!family.sets.empty()) form += ']';
    throw ExpressionError(fmt::format("\"{}\" has {} {}, not {}", family.name, family.sets.size(),
                                      family.sets.size() == 1 ? "index" : "indices", words.size()),
                          fmt::format("it was declared as {}", form), offset);
  }
  std::vector<Argument> out;
  out.reserve(words.size());
  for (std::size_t d = 0; d < words.size(); ++d)
    out.push_back(argument(family, d, words[d], scope, running, offset));
  return out;
}

Reference parse_reference(std::string_view text, const Scope& scope, const Role* role) {
  Reference reference;
  const std::size_t bracket = text.find('[');
  // Without sets, brackets are letters of a name like others.
  const bool indexed = !scope.sets.empty() && bracket != std::string_view::npos &&
                       text.ends_with(']') && bracket > 0;
  const std::string_view name = indexed ? text.substr(0, bracket) : text;
  reference.family = scope.names.find(name);
  if (!reference.family)
    throw ExpressionError(fmt::format("unknown {} \"{}\"", role ? role_name(*role) : "name", text),
                          data::suggestion(name, role ? scope.names.of(*role) : scope.names.all()),
                          0);
  if (role && reference.family->role != *role)
    throw ExpressionError(fmt::format("\"{}\" is {} here, not {}", name,
                                      a_role(reference.family->role), a_role(*role)),
                          data::suggestion(name, scope.names.of(*role)), 0);
  if (!indexed && reference.family->sets.empty()) return reference;
  std::vector<std::string> words;
  if (indexed) {
    std::string_view inside = text.substr(bracket + 1, text.size() - bracket - 2);
    for (;;) {
      const std::size_t comma = inside.find(',');
      words.push_back(trimmed(inside.substr(0, comma)));
      if (comma == std::string_view::npos) break;
      inside.remove_prefix(comma + 1);
    }
  }
  reference.arguments = resolve(*reference.family, words, scope, &reference.running, 0);
  return reference;
}

}  // namespace yuqian::model

// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/mapping.hpp>

#include <cassert>
#include <optional>
#include <utility>

#include <yuqian/data/error.hpp>
#include <yuqian/data/label.hpp>
#include <yuqian/data/pair.hpp>
#include <yuqian/data/toml.hpp>

namespace yuqian::data {
namespace {

constexpr int unassigned = -1;

/// One [[target]] entry of a mapping file.
struct Target {
  std::string label, zh, en;
  Position where;
};

std::string in_quotes(const std::string& text) { return "\"" + text + "\""; }

/// Gives every source in `from` to target t.
void assign(const Toml& from, const Set& source, int t, const std::vector<Target>& targets,
            std::vector<int>& to) {
  for (const Toml& entry : from.items()) {
    int& current = to[static_cast<std::size_t>(entry.label(source))];
    if (current != unassigned)
      throw entry.error(
          source.name() + " " + in_quotes(entry.string()) + " is mapped twice: it belongs to " +
              in_quotes(targets[static_cast<std::size_t>(current)].label) + " already",
          "name it in one target only", entry.string());
    current = t;
  }
}

void require_complete(const Toml& file, const Set& source, const std::vector<int>& to) {
  std::string missing, first;
  int count = 0;
  for (int i = 0; i < source.size(); ++i) {
    if (to[static_cast<std::size_t>(i)] != unassigned) continue;
    if (count == 0) first = source.label(i);
    if (++count <= 5) missing += (count > 1 ? ", " : "") + in_quotes(source.label(i));
  }
  if (count == 0) return;
  if (count > 5) missing += " and " + std::to_string(count - 5) + " more";
  throw InputError({{file.file()},
                    std::to_string(count) + " of " + std::to_string(source.size()) + " labels of " +
                        in_quotes(source.name()) + " have no target: " + missing,
                    first,
                    "add them to a target, or give one target `rest = true`"});
}

/// Refuses a target that bears the name of a source which belongs to another target.
void require_own_name(const Set& source, const std::vector<Target>& targets,
                      const std::vector<int>& to) {
  for (int i = 0; i < source.size(); ++i) {
    const int home = to[static_cast<std::size_t>(i)];
    for (int t = 0; t < static_cast<int>(targets.size()); ++t) {
      const Target& target = targets[static_cast<std::size_t>(t)];
      if (t == home || (target.label != source.label(i) && target.zh != source.zh(i) &&
                        target.en != source.en(i)))
        continue;
      throw InputError({target.where,
                        "target " + in_quotes(target.label) + " (" + target.zh + ", " + target.en +
                            ") bears the name of " + source.name() + " " +
                            in_quotes(source.label(i)) + ", which belongs to " +
                            in_quotes(targets[static_cast<std::size_t>(home)].label),
                        target.label,
                        "put " + in_quotes(source.label(i)) +
                            " into the target of its name, or name the target otherwise"});
    }
  }
}

std::string target_label(const Toml& entry) {
  std::string label = entry.name();
  if (const std::string fault = free_label_fault(label); !fault.empty())
    throw entry.error("target " + in_quotes(label) + " " + fault, "give it another label", label);
  return label;
}

Set target_set(const Set& source, const std::vector<Target>& targets) {
  std::vector<std::string> labels, zh, en;
  for (const Target& target : targets) {
    for (const std::string& earlier : labels)
      if (earlier == target.label)
        throw InputError({target.where, "target " + in_quotes(earlier) + " appears twice", earlier,
                          "join the two"});
    labels.push_back(target.label);
    zh.push_back(target.zh);
    en.push_back(target.en);
  }
  return Set(source.name(), labels, zh, en);
}

/// Calls visit(offset in table, offset in result) for every cell.
template <class Visit>
void for_each_cell(const Table& table, const Table& result, const Mapping& mapping,
                   const std::vector<bool>& mapped, Visit&& visit) {
  const auto rank = static_cast<std::size_t>(table.rank());
  std::vector<int> index(rank, 0);
  for (std::size_t at = 0; at < table.values().size(); ++at) {
    std::size_t into = 0;
    for (std::size_t k = 0; k < rank; ++k)
      into = into * static_cast<std::size_t>(result.axis(static_cast<int>(k)).size()) +
             static_cast<std::size_t>(mapped[k] ? mapping[index[k]] : index[k]);
    visit(at, into);
    for (std::size_t k = rank; k-- > 0;) {
      if (++index[k] < table.axis(static_cast<int>(k)).size()) break;
      index[k] = 0;
    }
  }
}

/// The empty result and which axes are mapped.
std::pair<Table, std::vector<bool>> result_for(const Table& table, const Mapping& mapping) {
  std::vector<Set> axes;
  std::vector<bool> mapped;
  for (const Set& axis : table.axes()) {
    mapped.push_back(axis.same_labels(mapping.source()));
    axes.push_back(mapped.back() ? mapping.target().renamed(axis.name()) : axis);
  }
  return {Table(table.name(), axes, table.unit(), table.source()), mapped};
}

/// The pair that a mapping names for its targets, as written.
std::optional<std::vector<std::string>> own_pair(const Toml& file) {
  const auto pair = file.find("pair");
  if (!pair) return std::nullopt;
  if (pair->strings().size() != 2)
    throw pair->error("a pair is two labels", "write pair = [\"Chongqing\", \"Guizhou\"]");
  return pair->strings();
}

/// The pair of a mapping's own, or the shipped one, whatever other readers chose before.
void choose(const Set& targets, const std::optional<std::vector<std::string>>& pair,
            const Toml& file) {
  if (!pair) return forget_pair(targets);
  try {
    choose_pair(targets, (*pair)[0], (*pair)[1]);
  } catch (const InputError& error) {
    throw error.at(file.get("pair").where());
  }
}

}  // namespace

Mapping::Mapping(Set source, Set target, std::vector<int> to)
    : source_(std::move(source)), target_(std::move(target)), to_(std::move(to)) {
  assert(static_cast<int>(to_.size()) == source_.size());
  for (int t = 0; t < target_.size(); ++t)
    if (members(t).empty())
      throw InputError({{},
                        "target " + in_quotes(target_.label(t)) + " has no sources",
                        target_.label(t),
                        "give it sources or remove it"});
}

Mapping Mapping::identity(const Set& set) {
  std::vector<int> to;
  for (int i = 0; i < set.size(); ++i) to.push_back(i);
  return Mapping(set, set, std::move(to));
}

Mapping Mapping::read(const std::string& path, const Set& source) {
  const Toml file = Toml::read(path);
  const std::vector<std::string> axes{source.name()};
  file.get("axis").choice(axes, "axis for this mapping");
  if (const auto title = file.find("title")) {
    title->find("zh");
    title->find("en");
  }
  if (file.boolean_or("identity", false)) {
    const auto pair = own_pair(file);
    file.finish();
    choose(source, pair, file);
    return identity(source);
  }
  std::vector<Target> targets;
  std::vector<int> to(static_cast<std::size_t>(source.size()), unassigned);
  std::optional<int> rest;
  for (const Toml& entry : file.get("target").items()) {
    const int t = static_cast<int>(targets.size());
    const std::string label = target_label(entry.get("label"));
    targets.push_back(
        {label, entry.string_or("zh", label), entry.string_or("en", label), entry.where()});
    if (!entry.boolean_or("rest", false)) {
      assign(entry.get("from"), source, t, targets, to);
    } else if (rest) {
      throw entry.error("target " + in_quotes(label) + " takes the rest, but " +
                            in_quotes(targets[static_cast<std::size_t>(*rest)].label) +
                            " does already",
                        "give one target `rest = true`", label);
    } else {
      rest = t;
    }
  }
  const auto pair = own_pair(file);
  file.finish();
  if (rest)
    for (int& target : to)
      if (target == unassigned) target = *rest;
  require_complete(file, source, to);
  try {
    const Set target = target_set(source, targets);
    require_own_name(source, targets, to);
    choose(target, pair, file);
    return Mapping(source, target, std::move(to));
  } catch (const InputError& error) {
    throw error.where().file.empty() ? error.at({path}) : error;
  }
}

std::vector<int> Mapping::members(int target) const {
  std::vector<int> found;
  for (int i = 0; i < source_.size(); ++i)
    if ((*this)[i] == target) found.push_back(i);
  return found;
}

Table aggregate(const Table& table, const Mapping& mapping) {
  auto [result, mapped] = result_for(table, mapping);
  const auto from = table.values();
  const auto into = result.values();
  for_each_cell(table, result, mapping, mapped,
                [&](std::size_t at, std::size_t cell) { into[cell] += from[at]; });
  return result;
}

Mrio aggregate(const Mrio& mrio, const Mapping& regions, const Mapping& sectors) {
  const auto both = [&](const Table& table) {
    return aggregate(aggregate(table, regions), sectors);
  };
  if (!regions.source().same_labels(mrio.regions) || !sectors.source().same_labels(mrio.sectors))
    throw InputError("the mappings were made for other regions or sectors than the table's",
                     "read them with the table's own sets");
  Mrio out;
  out.regions = regions.target().renamed(mrio.regions.name());
  out.sectors = sectors.target().renamed(mrio.sectors.name());
  out.intermediate = both(mrio.intermediate);
  out.final_use = both(mrio.final_use);
  out.value_added = both(mrio.value_added);
  out.output = both(mrio.output);
  out.exports = both(mrio.exports);
  out.imports = both(mrio.imports);
  out.trade = both(mrio.trade);
  out.variant = mrio.variant;
  return out;
}

}  // namespace yuqian::data

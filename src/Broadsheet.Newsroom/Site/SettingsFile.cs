using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Broadsheet.Site;

/// <summary>
/// The settings of a site: the environment over <c>broadsheet.yml</c> over the chosen profile over the defaults.
/// Each step asks for its own section; what nobody asked for is a mistake.
/// </summary>
public sealed class SettingsFile
{
    private readonly YamlMapping file;
    private readonly YamlMapping? profile;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly SiteProblems problems;
    private readonly Dictionary<string, object> sections = new(StringComparer.Ordinal);
    private readonly List<MastheadOptions> mastheads = [];
    private readonly SortedDictionary<string, string> origins = new(StringComparer.Ordinal);

    internal SettingsFile(YamlMapping file, YamlMapping? profile, IReadOnlyDictionary<string, string> environment, SiteProblems problems)
    {
        this.file = file;
        this.profile = profile;
        this.environment = environment;
        this.problems = problems;
    }

    /// <summary>The options of a section, filled and checked. The same object at every call.</summary>
    /// <typeparam name="T">The options class.</typeparam>
    /// <param name="name">The section's key in the file.</param>
    public T Section<T>(string name)
        where T : class, new()
    {
        if (sections.TryGetValue(name, out var known))
            return (T)known;
        var options = new T();
        foreach (var layer in new[] { profile, file })
        {
            if (layer?.Mapping(name) is { } mapping)
                OptionsBinder.Bind(mapping, options, origins);
        }
        BindEnvironment(name, options);
        sections.Add(name, options);
        return options;
    }

    /// <summary>The settings outside any section.</summary>
    /// <param name="older">The configuration file of the old system, whose masthead serves where ours is silent.</param>
    internal MastheadOptions Masthead(YamlMapping? older)
    {
        var options = new MastheadOptions();
        if (older is not null)
        {
            OptionsBinder.BindKnown(older, options, origins);
            options.BaseUrl = older.Text("baseurl") ?? options.BaseUrl;
        }
        OptionsBinder.BindKnown(file, options, origins);
        BindEnvironment("", options);
        mastheads.Add(options);
        return options;
    }

    /// <summary>Every setting in force, its value, and where it comes from, by section and in the order of the classes.</summary>
    public IEnumerable<SettingInForce> InForce() =>
        mastheads.SelectMany(masthead => InForce("", masthead)).Concat(sections.OrderBy(section => section.Key, StringComparer.Ordinal).SelectMany(section => InForce(section.Key, section.Value)));

    /// <summary>Complains of a setting, at the place it comes from.</summary>
    /// <param name="path">Its path, such as <c>polling.minimumInterval</c>.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What would do.</param>
    /// <param name="isError">Whether the site cannot run with it.</param>
    public void Complain(string path, string message, string remedy, bool isError)
    {
        var origin = origins.GetValueOrDefault(path, SiteFolder.SettingsName);
        var colon = origin.LastIndexOf(':');
        var (from, line) = colon > 0 && int.TryParse(origin.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (origin[..colon], number) : (origin, 0);
        if (isError)
            problems.Error(from, line, path, message, remedy);
        else
            problems.Warning(from, line, path, message, remedy);
    }

    /// <summary>Complains of sections that no step asked for. To be called when all have.</summary>
    /// <param name="others">Keys that are not sections.</param>
    internal void CheckSections(IEnumerable<string> others) => file.AllowOnly([.. others, .. sections.Keys.Order(StringComparer.Ordinal)]);

    private IEnumerable<SettingInForce> InForce(string path, object options)
    {
        foreach (var property in OptionsBinder.PropertiesOf(options.GetType()))
        {
            var name = Join(path, OptionsBinder.NameOf(property));
            var value = property.GetValue(options);
            if (value is not null && OptionsBinder.IsNested(property.PropertyType))
            {
                foreach (var nested in InForce(name, value))
                    yield return nested;
            }
            else
            {
                yield return new SettingInForce(name, SettingInForce.Print(value), origins.GetValueOrDefault(name, "default"));
            }
        }
    }

    private void BindEnvironment(string section, object options)
    {
        foreach (var property in OptionsBinder.PropertiesOf(options.GetType()))
        {
            var variable = VariableFor(section, property);
            if (OptionsBinder.IsNested(property.PropertyType))
            {
                if (property.GetValue(options) is { } nested)
                    BindEnvironment(Join(section, OptionsBinder.NameOf(property)), nested);
                continue;
            }

            if (!environment.TryGetValue(variable, out var text))
                continue;
            if (OptionsBinder.TrySet(property, options, text, out var reason))
                origins[Join(section, OptionsBinder.NameOf(property))] = variable;
            else
                problems.Error("environment", 0, variable, reason, "Correct or unset the variable.");
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string VariableFor(string section, PropertyInfo property)
    {
        // accounts.openId.clientSecret is BROADSHEET_ACCOUNTS_OPEN_ID_CLIENT_SECRET; a section itself is written without such marks.
        var path = Join(section.Length == 0 ? "broadsheet" : $"broadsheet.{section}", OptionsBinder.NameOf(property));
        return string.Concat(path.Select(c => c == '.' ? "_" : char.IsUpper(c) ? "_" + c : c.ToString())).ToUpperInvariant();
    }
}

/// <summary>A setting, its value, and where it comes from.</summary>
/// <param name="Path">Its path, such as <c>polling.minimumInterval</c>.</param>
/// <param name="Value">Its value as the file would write it.</param>
/// <param name="From">File and line, environment variable, or <c>default</c>.</param>
public sealed record SettingInForce(string Path, string Value, string From)
{
    /// <summary>A value as the file would write it.</summary>
    public static string Print(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TimeSpan span when span.Ticks % TimeSpan.TicksPerDay == 0 && span != TimeSpan.Zero => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays}d"),
        TimeSpan span when span.Ticks % TimeSpan.TicksPerHour == 0 && span != TimeSpan.Zero => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours}h"),
        TimeSpan span when span.Ticks % TimeSpan.TicksPerMinute == 0 && span != TimeSpan.Zero => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes}m"),
        TimeSpan span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds}s"),
        Enum member => char.ToLowerInvariant(member.ToString()[0]) + member.ToString()[1..],
        string text => text,
        IDictionary pairs => "{" + string.Join(", ", pairs.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => $"{key}: {Print(pairs[key])}")) + "}",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object>().Select(Print)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

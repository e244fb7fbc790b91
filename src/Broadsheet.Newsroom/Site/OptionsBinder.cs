using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Broadsheet.Site;

/// <summary>Fills options classes from YAML and the environment. By reflection, so that a new setting is one property and nothing else.</summary>
internal static class OptionsBinder
{
    /// <summary>The name a property has in the file.</summary>
    public static string NameOf(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    /// <summary>The properties that can be set, in the order of the source.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).OrderBy(property => property.MetadataToken);

    /// <summary>Whether a type is an options class of its own.</summary>
    public static bool IsNested(Type type) =>
        type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>Sets every property the mapping names; complains of unknown names and impossible values.</summary>
    public static void Bind(YamlMapping mapping, object options, IDictionary<string, string> origins)
    {
        mapping.AllowOnly([.. PropertiesOf(options.GetType()).Select(NameOf)]);
        BindKnown(mapping, options, origins);
    }

    /// <summary>Sets every property the mapping names, and lets other names be.</summary>
    public static void BindKnown(YamlMapping mapping, object options, IDictionary<string, string> origins)
    {
        foreach (var property in PropertiesOf(options.GetType()).Where(property => mapping.Has(NameOf(property))))
            BindOne(mapping, property, options, origins);
    }

    /// <summary>Sets one property from a text, as the environment states it. False with a reason when it cannot be.</summary>
    public static bool TrySet(PropertyInfo property, object options, string text, out string reason)
    {
        reason = "";
        object? value;
        if (property.PropertyType == typeof(List<string>))
            value = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
        else if (!TryConvert(text, property.PropertyType, out value, out reason))
            return false;
        reason = RangeComplaint(property, value);
        if (reason.Length > 0)
            return false;
        property.SetValue(options, value);
        return true;
    }

    private static void BindOne(YamlMapping mapping, PropertyInfo property, object options, IDictionary<string, string> origins)
    {
        var name = NameOf(property);
        var type = property.PropertyType;
        if (IsNested(type))
        {
            if (mapping.Mapping(name) is { } nested)
                Bind(nested, property.GetValue(options) ?? throw new InvalidOperationException($"{property.Name} must have a default."), origins);
            return;
        }
        if (type == typeof(List<string>))
            property.SetValue(options, mapping.Texts(name).ToList());
        else if (type == typeof(Dictionary<string, int>))
            BindNumbers(mapping, name, (Dictionary<string, int>)property.GetValue(options)!);
        else if (type == typeof(Dictionary<string, string>))
            BindTexts(mapping, name, (Dictionary<string, string>)property.GetValue(options)!);
        else if (mapping.Text(name) is { } text && !TrySet(property, options, text, out var reason))
            mapping.Error(name, reason, RemedyFor(property));
        origins[mapping.PathOf(name)] = string.Create(CultureInfo.InvariantCulture, $"{mapping.File}:{mapping.LineOf(name)}");
    }

    private static void BindNumbers(YamlMapping mapping, string name, Dictionary<string, int> target)
    {
        if (mapping.Mapping(name) is not { } pairs)
            return;
        foreach (var key in pairs.Keys)
        {
            if (pairs.Number(key) is { } number)
                target[key] = number;
        }
    }

    private static void BindTexts(YamlMapping mapping, string name, Dictionary<string, string> target)
    {
        foreach (var (key, value) in mapping.Pairs(name))
            target[key] = value;
    }

    private static string RangeComplaint(PropertyInfo property, object? value)
    {
        var range = property.GetCustomAttribute<RangeAttribute>();
        if (range is null || value is null || range.IsValid(value is TimeSpan span && range.OperandType == typeof(TimeSpan) ? span.ToString("c", CultureInfo.InvariantCulture) : value))
            return "";
        return string.Create(CultureInfo.InvariantCulture, $"The value must lie between {range.Minimum} and {range.Maximum}.");
    }

    private static string RemedyFor(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum)
            return $"Write one of: {string.Join(", ", Enum.GetNames(type).Select(value => char.ToLowerInvariant(value[0]) + value[1..]))}.";
        if (type == typeof(TimeSpan))
            return "Write a number and a unit, such as 30s, 15m, 72h or 8d.";
        if (type == typeof(bool))
            return "Write true or false.";
        return property.GetCustomAttribute<RangeAttribute>() is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"Write a number from {range.Minimum} to {range.Maximum}.")
            : "See the configuration reference.";
    }

    private static bool TryConvert(string text, Type type, out object? value, out string reason)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        reason = "";
        value = null;
        if (type == typeof(string))
            value = text;
        else if (type == typeof(bool))
            value = text switch { "true" or "yes" or "on" => true, "false" or "no" or "off" => false, _ => null };
        else if (type == typeof(int))
            value = ParseSize(text) is long number and >= int.MinValue and <= int.MaxValue ? (int)number : null;
        else if (type == typeof(long))
            value = ParseSize(text);
        else if (type == typeof(double))
            value = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : null;
        else if (type == typeof(TimeSpan))
            value = ParseSpan(text);
        else if (type == typeof(DateTimeOffset))
            value = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
        else if (type.IsEnum)
            value = Enum.TryParse(type, text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var member) && Enum.IsDefined(type, member!) ? member : null;
        else
            throw new InvalidOperationException($"Settings of type {type.Name} are not supported.");
        if (value is null)
            reason = $"'{text}' does not fit here.";
        return value is not null;
    }

    private static object? ParseSpan(string text)
    {
        var digits = text.AsSpan().TrimEnd("dhms ");
        if (digits.Length < text.Length && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return text[digits.Length..].Trim() switch
            {
                "d" => TimeSpan.FromDays(amount),
                "h" => TimeSpan.FromHours(amount),
                "m" => TimeSpan.FromMinutes(amount),
                "s" => TimeSpan.FromSeconds(amount),
                "ms" => TimeSpan.FromMilliseconds(amount),
                _ => null,
            };
        }
        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) && text.Contains(':', StringComparison.Ordinal) ? span : null;
    }

    private static object? ParseSize(string text)
    {
        var digits = text.AsSpan().TrimEnd("KMGB ");
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            return null;
        return text[digits.Length..].Trim() switch
        {
            "" or "B" => amount,
            "KB" => amount << 10,
            "MB" => amount << 20,
            "GB" => amount << 30,
            _ => null,
        };
    }
}

using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HarbourGazette.Make;

/// <summary>
/// A page template: <c>{{name}}</c> is escaped for HTML, <c>{{json:name}}</c> for JSON, <c>{{{name}}}</c> is put in as it is,
/// and <c>{{#name}}…{{/name}}</c> stays only when the value is not empty.
/// </summary>
internal static partial class Template
{
    public static string Fill(string template, IReadOnlyDictionary<string, string?> values)
    {
        var kept = Section().Replace(template, match => string.IsNullOrEmpty(Value(match.Groups[1].Value)) ? "" : match.Groups[2].Value);
        return Placeholder().Replace(kept, match => match switch
        {
            _ when match.Groups["raw"].Success => Value(match.Groups["raw"].Value),
            _ when match.Groups["json"].Success => JsonSerializer.Serialize(Value(match.Groups["json"].Value)),
            _ => WebUtility.HtmlEncode(Value(match.Groups["text"].Value)),
        });

        string Value(string name) => values.TryGetValue(name, out var value) ? value ?? "" : throw new KeyNotFoundException($"A template asks for '{name}'.");
    }

    [GeneratedRegex(@"\{\{#(\w+)\}\}(.*?)\{\{/\1\}\}", RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\{\{\{(?<raw>\w+)\}\}\}|\{\{json:(?<json>\w+)\}\}|\{\{(?<text>\w+)\}\}")]
    private static partial Regex Placeholder();
}

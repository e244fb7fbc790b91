using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Broadsheet.Site;
using Broadsheet.Testing;

namespace Broadsheet.House.Tests;

/// <summary>docs/guide/configuration.md is made from the options classes, so that it cannot drift from them.</summary>
public sealed partial class ConfigurationReferenceTests
{
    [Fact]
    public void TheReferenceSaysWhatTheCodeSays() => Repository.AssertGolden("docs/guide/configuration.md", Reference());

    [Fact]
    public void EverySettingIsExplained() => Assert.DoesNotContain("| |", Reference(), StringComparison.Ordinal);

    private static string Reference()
    {
        var text = new StringBuilder();
        text.Append("# Configuration\n\n");
        text.Append("Everything in `broadsheet.yml`, made from the code. Only `title` and `url` are required. Any setting can be overridden\n");
        text.Append("by an environment variable: `BROADSHEET_` + section + `_` + setting in capitals, words separated by `_`\n");
        text.Append("(`BROADSHEET_POLLING_TIME_LIMIT=10s`). `broadsheet check` shows what is in force and from where.\n\n");
        text.Append("Times are a number and a unit (`30s`, `15m`, `72h`, `8d`); sizes may carry `KB`, `MB` or `GB`.\n");
        Section(text, "", typeof(MastheadOptions));
        foreach (var (name, type) in Sections())
            Section(text, name, type);
        return text.ToString();
    }

    private static IEnumerable<(string Name, Type Type)> Sections() =>
        new[] { typeof(NewsroomSettings), typeof(Publishing.PressSettings) }
            .SelectMany(settings => settings.GetProperties().Where(property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)))
            .Select(property => (NameOf(property), property.PropertyType))
            .Append(("server", typeof(Server.ServerOptions)))
            .Append(("accounts", typeof(Server.Accounts.AccountsOptions)))
            .Append(("webhooks", typeof(Server.Webhooks.WebhookOptions)))
            .OrderBy(section => section.Item1, StringComparer.Ordinal);

    private static void Section(StringBuilder text, string path, Type type)
    {
        text.Append(path.Length == 0 ? "\n## At the top\n" : $"\n## `{path}`\n");
        if (path.Length > 0)
            text.Append('\n').Append(Summary("T:" + type.FullName)).Append('\n');
        text.Append("\n| setting | default | meaning |\n|---|---|---|\n");
        var defaults = Activator.CreateInstance(type)!;
        var nested = new List<PropertyInfo>();
        foreach (var property in type.GetProperties().Where(property => property.CanWrite).OrderBy(property => property.MetadataToken))
        {
            if (property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal))
                nested.Add(property);
            else
                text.Append(CultureInfo.InvariantCulture, $"| `{NameOf(property)}` | {Code(SettingInForce.Print(property.GetValue(defaults)))} | {Summary($"P:{type.FullName}.{property.Name}")} |\n");
        }
        foreach (var property in nested)
            Section(text, path + "." + NameOf(property), property.PropertyType);
    }

    private static string Code(string value) => value.Length == 0 ? "none" : "`" + value + "`";

    private static string NameOf(PropertyInfo property) => char.ToLowerInvariant(property.Name[0]) + property.Name[1..];

    private static string Summary(string member)
    {
        var summary = Documentation.Value.GetValueOrDefault(member);
        if (summary is null)
            return "";
        foreach (var see in summary.Descendants("see").ToArray())
            see.ReplaceWith("`" + ((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? "").Split('.', ':')[^1] + "`");
        foreach (var code in summary.Descendants("c").ToArray())
            code.ReplaceWith("`" + code.Value + "`");
        return Spaces().Replace(summary.Value, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static readonly Lazy<Dictionary<string, XElement>> Documentation = new(() =>
        new[] { "Broadsheet.Newsroom", "Broadsheet.Publishing", "Broadsheet.Server" }
            .Select(name => XDocument.Load(Path.Combine(AppContext.BaseDirectory, name + ".xml")))
            .SelectMany(document => document.Descendants("member"))
            .Where(member => member.Element("summary") is not null)
            // Generated code has types of one name in both.
            .DistinctBy(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
            .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")!, StringComparer.Ordinal));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

using System.Text.Json;
using System.Xml;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using YamlDotNet.RepresentationModel;

namespace Broadsheet.Cli.Tests;

/// <summary>Reads what a run published as strangers' programs would, and complains of anything they would stumble over.</summary>
internal static class PublishedSite
{
    /// <summary>Every file of a format parses, and no page holds a script that is not the theme's own.</summary>
    public static void AssertIntact(string root)
    {
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).StartsWith(".broadsheet", StringComparison.Ordinal));
        foreach (var file in files)
        {
            switch (Path.GetExtension(file))
            {
                case ".html":
                    AssertTame(file, PageIn(file));
                    break;
                case ".json":
                    using (JsonDocument.Parse(File.ReadAllText(file)))
                        break;
                case ".xml" or ".opml" or ".svg":
                    ReadXml(file);
                    break;
                case ".md":
                    _ = RecordIn(file);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>A page as a browser understands it.</summary>
    public static IDocument PageIn(string file) => new HtmlParser().ParseDocument(File.ReadAllText(file));

    /// <summary>The fields of a record.</summary>
    public static YamlMappingNode RecordIn(string file)
    {
        var text = File.ReadAllText(file);
        Assert.StartsWith("---\n", text, StringComparison.Ordinal);
        var end = text.IndexOf("\n---\n", StringComparison.Ordinal);
        Assert.True(end > 0, $"{file} has no end of its front matter");
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text[4..end]));
        return Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
    }

    private static void AssertTame(string file, IDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script"))
        {
            if (script.GetAttribute("type") == "application/ld+json")
                JsonDocument.Parse(script.TextContent).Dispose();
            else
                Assert.True(script.TextContent.Length == 0 && script.GetAttribute("src")!.StartsWith("/assets/theme/", StringComparison.Ordinal), $"{file} holds the script {script.OuterHtml}");
        }
        foreach (var attribute in page.All.SelectMany(element => element.Attributes))
        {
            Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), $"{file} holds {attribute.Name}={attribute.Value}");
            Assert.False(attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase), $"{file} leads to {attribute.Value}");
        }
    }

    private static void ReadXml(string file)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            // Well-formed to the end is all that is asked.
        }
    }
}

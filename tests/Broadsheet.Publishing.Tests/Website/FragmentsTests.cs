using Broadsheet.Publishing.Website;
using Broadsheet.Testing;

namespace Broadsheet.Publishing.Tests.Website;

public sealed class FragmentsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("theme").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WhatPagesShareIsAsIfItWereMadeForEach()
    {
        var edition = new ChangingTown(3).Next();
        var kept = Site.Plan(edition);
        // The same templates as the site's own: nothing of them is kept.
        foreach (var name in new[] { "layout", "masthead", "footer", "card", "outlet", "logo", "picture", "why", "day", "topic" })
            Override(name, Theme.Load().Template(name + ".liquid")!);
        var anew = Site.Plan(edition, theme: Theme.Load(overrides: folder));

        Assert.All(kept.Keys.Where(path => path.EndsWith(".html", StringComparison.Ordinal)), path => Assert.Equal(anew[path].Text(), kept[path].Text()));
    }

    [Theory]
    [InlineData("masthead", "<header>{{ page.title }}</header>")]
    [InlineData("logo", "{{ page.title }}")]
    public void ATemplateOfTheSitesOwnMayLookAtThePage(string name, string template)
    {
        Override("masthead", """<header>{% include "logo" %}</header>""");
        Override(name, template);
        var site = Site.Plan(Some.Edition(), theme: Theme.Load(overrides: folder));

        Assert.Contains("<header>How ranking works", site["public/about/index.html"].Text(), StringComparison.Ordinal);
        Assert.Contains("<header>Sources", site["public/sources/index.html"].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void AStoryInAListIsAnyStory()
    {
        Override("day", "{% for story in stories %}[{{ story.lead.title }} {{ story.heat }} {% if story == story %}same{% endif %}]{% endfor %}");
        var edition = new ChangingTown(3).Next();
        var site = Site.Plan(edition, theme: Theme.Load(overrides: folder));
        var story = edition.Stories.First(story => story.IsPublished);

        var days = string.Concat(site.Where(file => file.Key.StartsWith("public/day/", StringComparison.Ordinal)).Select(file => file.Value.Text()));

        Assert.Contains($"[{story.Lead.Title} {story.Heat} same]", days, StringComparison.Ordinal);
    }

    private void Override(string name, string template)
    {
        Directory.CreateDirectory(Path.Combine(folder, "templates"));
        File.WriteAllText(Path.Combine(folder, "templates", name + ".liquid"), template);
    }
}

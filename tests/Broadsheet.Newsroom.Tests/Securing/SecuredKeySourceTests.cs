using Broadsheet.Securing;
using Broadsheet.Site;

namespace Broadsheet.Tests.Securing;

public sealed class SecuredKeySourceTests : IDisposable
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-").FullName;
    private readonly SiteProblems problems = new();

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void ASiteMayHaveNone()
    {
        Assert.Null(Find(new SecuringOptions(), []));
        Assert.Empty(problems.All);
    }

    [Fact]
    public void TheVariableGoesBeforeTheFile()
    {
        File.WriteAllText(Path.Combine(root, "key"), Key + "\n");

        Assert.NotNull(Find(new SecuringOptions { KeyFile = "key" }, []));
        Assert.NotNull(Find(new SecuringOptions { KeyFile = "absent" }, new() { ["BROADSHEET_KEY"] = Key }));
        Assert.Empty(problems.All);
    }

    [Theory]
    [InlineData("absent", "", "broadsheet.yml: securing.keyFile: There is no file 'absent'.")]
    [InlineData("short", "", "short: This is no key.")]
    [InlineData("short", "1234", "environment: BROADSHEET_KEY: This is no key.")]
    public void WhatIsNoKeyIsTold(string file, string variable, string words)
    {
        File.WriteAllText(Path.Combine(root, "short"), "1234");

        Assert.Null(Find(new SecuringOptions { KeyFile = file }, new() { ["BROADSHEET_KEY"] = variable }));
        Assert.StartsWith(words, Assert.Single(problems.All).ToString(), StringComparison.Ordinal);
    }

    private SecuredKey? Find(SecuringOptions options, Dictionary<string, string> environment) => SecuredKeySource.Find(options, environment, root, problems);
}

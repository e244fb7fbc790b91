using Broadsheet.Securing;

namespace Broadsheet.Tests.Securing;

public sealed class SecuredKeySourceTests : IDisposable
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly string root = Directory.CreateTempSubdirectory("broadsheet-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void ASiteMayHaveNone() => Assert.IsType<SecuredKeyFinding.None>(Find(new SecuringOptions(), []));

    [Fact]
    public void TheVariableGoesBeforeTheFile()
    {
        File.WriteAllText(Path.Combine(root, "key"), Key + "\n");

        Assert.IsType<SecuredKeyFinding.Found>(Find(new SecuringOptions { KeyFile = "key" }, []));
        Assert.IsType<SecuredKeyFinding.Found>(Find(new SecuringOptions { KeyFile = "absent" }, new() { ["BROADSHEET_KEY"] = Key }));
    }

    [Theory]
    [InlineData("absent", "", "There is no file 'absent'.")]
    [InlineData("short", "", "The file 'short' holds no key.")]
    [InlineData("short", "1234", "The variable BROADSHEET_KEY holds no key.")]
    public void WhatIsNoKeyIsTold(string file, string variable, string message)
    {
        File.WriteAllText(Path.Combine(root, "short"), "1234");

        Assert.Equal(message, Assert.IsType<SecuredKeyFinding.Unusable>(Find(new SecuringOptions { KeyFile = file }, new() { ["BROADSHEET_KEY"] = variable })).Message);
    }

    private SecuredKeyFinding Find(SecuringOptions options, Dictionary<string, string> environment) => SecuredKeySource.Find(options, environment, root);
}

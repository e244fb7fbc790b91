namespace Broadsheet.Cli.Doctor;

/// <summary>What an examination found.</summary>
/// <param name="Check">What was examined: <c>settings</c>, <c>folder</c>, <c>stores</c>, <c>disk</c>, <c>clock</c>, <c>polling</c>, <c>feeds</c>, <c>mail</c>, <c>publicUrl</c>, <c>webhooks</c>, <c>backup</c>.</param>
/// <param name="Health">How that is.</param>
/// <param name="What">What was found, a sentence.</param>
/// <param name="Remedy">What would do; null when nothing needs to be done.</param>
internal sealed record Finding(string Check, Health Health, string What, string? Remedy = null)
{
    public static Finding Good(string check, string what) => new(check, Health.Good, what);

    public static Finding Look(string check, string what, string remedy) => new(check, Health.Look, what, remedy);

    public static Finding Bad(string check, string what, string remedy) => new(check, Health.Bad, what, remedy);
}

/// <summary>How something is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Look,

    /// <summary>It needs mending.</summary>
    Bad,
}

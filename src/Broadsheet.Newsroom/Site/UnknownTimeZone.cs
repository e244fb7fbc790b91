using System.Text.RegularExpressions;

namespace Broadsheet.Site;

/// <summary>Says why a time zone is not known: its name is wrong, or the machine knows none.</summary>
public static partial class UnknownTimeZone
{
    // The one that the remedy names: who does not know it has no data, or had better install all of it.
    private const string Example = "Europe/London";

    /// <summary>Whether this machine has data of time zones at all. Small container images have none.</summary>
    public static bool HasZoneData => TimeZoneInfo.TryFindSystemTimeZoneById(Example, out _);

    /// <summary>What is wrong, and what to do.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="hasZoneData">Whether the machine knows any (<see cref="HasZoneData"/>).</param>
    public static (string What, string Remedy) Explain(string name, bool hasZoneData)
    {
        if (hasZoneData)
            return ($"There is no time zone '{name}'.", $"Write an IANA name such as {Example}.");
        return AreaAndPlace().IsMatch(name)
            ? ($"'{name}' is not known here: this machine has no data of time zones.", "Install the package tzdata, take a container image that has it, or write UTC.")
            : ($"There is no time zone '{name}', and this machine has no data of time zones.", $"Write an IANA name such as {Example}, and install the package tzdata; or write UTC.");
    }

    [GeneratedRegex(@"\A[A-Z][A-Za-z_]+(/[A-Za-z][A-Za-z0-9_+-]*){1,2}\z")]
    private static partial Regex AreaAndPlace();
}

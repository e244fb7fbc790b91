using System.Globalization;

namespace Broadsheet;

/// <summary>Numbers of things, as a sentence has them.</summary>
public static class Counted
{
    /// <summary>The number and the word that goes with it: "1 source", "2 sources".</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">What one of them is called.</param>
    /// <param name="several">What several are called; <paramref name="one"/> and an s unless stated.</param>
    public static string Of(int number, string one, string? several = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : several ?? one + "s")}");
}

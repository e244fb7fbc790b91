using System.Text;

namespace HarbourGazette.Make.Drawing;

/// <summary>Numbers that look thrown and are the same on every run: splitmix64 over the name of what is drawn.</summary>
internal sealed class Dice
{
    private ulong state = 0xCBF29CE484222325;

    public Dice(string name)
    {
        // FNV-1a, so that similar names begin far apart.
        foreach (var b in Encoding.UTF8.GetBytes(name))
            state = (state ^ b) * 0x100000001B3;
    }

    /// <summary>From 0 to below 1.</summary>
    public float Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 40) / (float)(1 << 24);
    }

    public float Between(float low, float high) => low + (Next() * (high - low));

    public int Below(int count) => (int)(Next() * count);

    public bool Coin() => Next() < 0.5f;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}

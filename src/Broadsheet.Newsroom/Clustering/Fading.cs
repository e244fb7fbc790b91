namespace Broadsheet.Clustering;

/// <summary>
/// How much of a link is left after a time, and what a story's size takes from it. Both are looked up and not worked out: an
/// exponential or a power for each of a hundred links takes longer than finding them.
/// </summary>
internal sealed class Fading
{
    private const int StepBits = 9;
    private const int KnownSizes = 1 << 12;

    private readonly long _window;
    private readonly double[] _steps;
    private readonly double[] _seconds = new double[1 << StepBits];
    private readonly double[] _powers = new double[KnownSizes];
    private readonly double _sizePower;

    /// <summary>Tables for the settings.</summary>
    public Fading(ClusteringOptions options)
    {
        _window = (long)options.Window.TotalSeconds;
        _sizePower = options.SizePower;
        _steps = new double[(_window >> StepBits) + 1];
        var fade = options.PullFade.TotalSeconds;
        for (var i = 0; i < _steps.Length; i++)
            _steps[i] = Math.Exp(-((long)i << StepBits) / fade);
        for (var i = 0; i < _seconds.Length; i++)
            _seconds[i] = Math.Exp(-i / fade);
        for (var i = 0; i < KnownSizes; i++)
            _powers[i] = Math.Pow(i, _sizePower);
    }

    /// <summary>What is left of a link over a gap in seconds, of either sign: 1 at once, 0 beyond the window.</summary>
    public double Left(long gap)
    {
        gap = Math.Abs(gap);
        return gap > _window ? 0 : _steps[(int)(gap >> StepBits)] * _seconds[(int)(gap & ((1 << StepBits) - 1))];
    }

    /// <summary>What the pull of so many pairs is divided by.</summary>
    public double Divisor(long pairs) => pairs < KnownSizes ? _powers[(int)pairs] : Math.Pow(pairs, _sizePower);
}

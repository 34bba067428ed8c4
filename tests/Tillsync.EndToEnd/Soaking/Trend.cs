namespace Tillsync.EndToEnd.Soaking;

/// <summary>Whether a figure rises over time. Pure.</summary>
/// <param name="Early">The median of the second quarter, when everything has been touched once.</param>
/// <param name="Late">The median of the last quarter.</param>
/// <param name="PerHour">The slope of the line through all but the first quarter (least squares).</param>
internal sealed record Trend(double Early, double Late, double PerHour)
{
    public static Trend Of(IReadOnlyList<(TimeSpan At, double Value)> points)
    {
        var quarter = Math.Max(1, points.Count / 4);
        var settled = points.Skip(quarter).ToList();
        return new Trend(Median(settled.Take(quarter)), Median(points.TakeLast(quarter)), Slope(settled));
    }

    public bool IsWithin(double share, double units) => Late - Early <= Math.Max(share * Early, units);

    private static double Median(IEnumerable<(TimeSpan At, double Value)> points)
    {
        var sorted = points.Select(point => point.Value).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static double Slope(IReadOnlyList<(TimeSpan At, double Value)> points)
    {
        var (time, value) = (points.Average(point => point.At.TotalHours), points.Average(point => point.Value));
        var spread = points.Sum(point => Math.Pow(point.At.TotalHours - time, 2));
        return spread == 0 ? 0 : points.Sum(point => (point.At.TotalHours - time) * (point.Value - value)) / spread;
    }
}

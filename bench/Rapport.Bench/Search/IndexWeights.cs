using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>What each part of the largest segment of an index takes in memory: every object that hangs on it, counted once.</summary>
internal sealed class IndexWeights
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // An object's head and its pointer to what it is; an array has its length too, a string its length and its end.
    private const int ObjectBytes = 16;
    private const int ArrayBytes = 24;
    private const int TextBytes = 22;

    private static readonly MethodInfo SizeOf = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;

    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, long> parts = [];

    /// <summary>Prints them, the heaviest first; the light ones together.</summary>
    public static void Print(SearchIndex index)
    {
        var segment = index.Parts[0].Segment;
        var weights = new IndexWeights();
        weights.Add(segment, "", 0);
        Console.WriteLine("| part of the index in memory | bytes a profile |");
        Console.WriteLine("|---|---|");
        var rest = 0.0;
        foreach (var (name, bytes) in weights.parts.OrderByDescending(part => part.Value))
        {
            var each = bytes / (double)segment.Size;
            rest += each < 0.5 ? each : 0;
            if (each >= 0.5)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {each:F1} |"));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| the rest | {rest:F1} |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| together | {weights.parts.Values.Sum() / (double)segment.Size:F1} |"));
        Console.WriteLine();
    }

    private void Add(object? part, string name, int depth)
    {
        if (part is null or Pointer or MemberInfo or Delegate or SearchSchema || !seen.Add(part))
        {
            return;
        }

        var type = part.GetType();
        if (part is string text)
        {
            Count(name, TextBytes + (2L * text.Length));
        }
        else if (part is Array array)
        {
            var of = type.GetElementType()!;
            Count(name, ArrayBytes + ((long)array.Length * Size(of)));
            if (!of.IsValueType || of.GetFields(Own).Any(field => !field.FieldType.IsPrimitive))
            {
                foreach (var one in array)
                {
                    AddValue(one, name, depth);
                }
            }
        }
        else
        {
            Count(name, ObjectBytes);
            AddFields(part, name, depth);
        }
    }

    private void AddValue(object? value, string name, int depth)
    {
        if (value is not null && value.GetType().IsValueType)
        {
            AddFields(value, name, depth);
        }
        else
        {
            Add(value, name, depth);
        }
    }

    private void AddFields(object of, string name, int depth)
    {
        for (var type = of.GetType(); type is not null && type != typeof(object) && type != typeof(ValueType); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Own))
            {
                if (!of.GetType().IsValueType)
                {
                    Count(name, Size(field.FieldType));
                }

                if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum && !field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    // What is a few steps down, or one of many, counts as what it hangs on.
                    var own = field.Name.Split('<', '>') is [_, var property, ..] ? property : field.Name;
                    AddValue(field.GetValue(of), depth > 2 || of is IEnumerable ? name : name + " " + own, of is ValueType ? 3 : depth + 1);
                }
            }
        }
    }

    private void Count(string name, long bytes) => CollectionsMarshal.GetValueRefOrAddDefault(parts, name, out _) += bytes;

    private static int Size(Type type) => !type.IsValueType ? IntPtr.Size : (int)SizeOf.MakeGenericMethod(type).Invoke(null, null)!;
}


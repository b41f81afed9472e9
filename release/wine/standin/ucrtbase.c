/* For tests under Wine alone, never shipped: the complex numbers of C99, which Wine 10's ucrtbase leaves out.

   Everything else is handed on to Wine's own library, whose copy lies beside this one as ucrtwine.dll. The structs are
   those of Microsoft's <complex.h>: its compiler knows no complex type, and hands them over as it does any struct. */
#include <complex.h>

typedef struct { double part[2]; } pair;
typedef struct { float part[2]; } pairf;

static double complex in(pair z) { return __builtin_complex(z.part[0], z.part[1]); }
static float complex inf(pairf z) { return __builtin_complex(z.part[0], z.part[1]); }
static pair out(double complex z) { return (pair){{__real__ z, __imag__ z}}; }
static pairf outf(float complex z) { return (pairf){{__real__ z, __imag__ z}}; }

/* A "long double" of Microsoft's is a double. */
#define TO_COMPLEX(name) \
    pair ms_##name(pair z) { return out(name(in(z))); } \
    pair ms_##name##l(pair z) { return out(name(in(z))); } \
    pairf ms_##name##f(pairf z) { return outf(name##f(inf(z))); }
#define TO_REAL(name) \
    double ms_##name(pair z) { return name(in(z)); } \
    double ms_##name##l(pair z) { return name(in(z)); } \
    float ms_##name##f(pairf z) { return name##f(inf(z)); }

TO_COMPLEX(cacos) TO_COMPLEX(cacosh) TO_COMPLEX(casin) TO_COMPLEX(casinh) TO_COMPLEX(catan) TO_COMPLEX(catanh)
TO_COMPLEX(ccos) TO_COMPLEX(ccosh) TO_COMPLEX(csin) TO_COMPLEX(csinh) TO_COMPLEX(ctan) TO_COMPLEX(ctanh)
TO_COMPLEX(cexp) TO_COMPLEX(clog) TO_COMPLEX(csqrt) TO_COMPLEX(conj) TO_COMPLEX(cproj)
TO_REAL(cabs) TO_REAL(carg) TO_REAL(cimag) TO_REAL(creal)

pair ms_cpow(pair base, pair power) { return out(cpow(in(base), in(power))); }
pair ms_cpowl(pair base, pair power) { return out(cpow(in(base), in(power))); }
pairf ms_cpowf(pairf base, pairf power) { return outf(cpowf(inf(base), inf(power))); }

int __stdcall DllMain(void *module, unsigned reason, void *reserved)
{
    (void)module; (void)reason; (void)reserved;
    return 1;
}
